/**
 * Text as numbers and back: {@link dev.hebb.runtime.text.Tokenizer}s with their vocabularies, which
 * travel in a model's file.
 */
package dev.hebb.runtime.text;

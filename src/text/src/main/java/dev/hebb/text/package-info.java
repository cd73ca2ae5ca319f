/**
 * Text in and out of a model: {@link dev.hebb.text.TextPredictor} answers in labels, tags or text,
 * {@link dev.hebb.text.Decoder} writes rows of tokens, and {@link dev.hebb.text.Tokenizer}s with
 * their vocabularies travel in the model's file.
 */
package dev.hebb.text;

/**
 * Byte-pair tokenizers: {@link dev.hebb.bytepair.BytePair}. Beside the runtime on the classpath
 * where a model needs one; the runtime finds it by itself.
 */
package dev.hebb.bytepair;

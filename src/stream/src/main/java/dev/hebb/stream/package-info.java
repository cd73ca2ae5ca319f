/**
 * Recurrent and causal networks one tick at a time: {@link dev.hebb.stream.Streams} opens a
 * streaming file, and each {@link dev.hebb.stream.Stream} remembers its own past.
 */
package dev.hebb.stream;

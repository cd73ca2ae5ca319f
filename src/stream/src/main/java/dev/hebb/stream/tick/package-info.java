/**
 * Computes a tick in Java: a small step graph is a few thousand multiplications, less than what it
 * costs to call ONNX Runtime and to start its nodes.
 *
 * <p>For {@link dev.hebb.stream.Streams} alone, which uses it where the graph has nothing but
 * operators known here, is small, and says what the golden vectors of its file say.
 */
package dev.hebb.stream.tick;

/**
 * The graph printed as ONNX, proven equal to the trainer before it is written: {@link
 * dev.hebb.onnx.Onnx}.
 */
package dev.hebb.onnx;

/**
 * Files with smaller numbers: float16 weights, and int8 by rewriting a printed model. Works on what
 * is printed, knows nothing of the trainer.
 */
package dev.hebb.onnx.precision;

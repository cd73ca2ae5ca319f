/** Room. */
package dev.hebb.onnx;

/**
 * Loads an ONNX file and predicts with it in microseconds; ONNX Runtime is the only dependency.
 *
 * <p>{@link dev.hebb.runtime.Predictor} is the door: everything is checked, resolved and allocated
 * when it opens, and a run is then one native call.
 */
package dev.hebb.runtime;

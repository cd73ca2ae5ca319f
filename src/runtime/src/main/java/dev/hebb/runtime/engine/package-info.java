/**
 * A model file in ONNX Runtime, checked and bound: what predictors, streams and what reads text are
 * made of. For the rooms of Hebb; it may change with any version.
 */
package dev.hebb.runtime.engine;

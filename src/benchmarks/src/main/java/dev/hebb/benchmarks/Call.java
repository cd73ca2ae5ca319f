package dev.hebb.benchmarks;

import ai.onnxruntime.OrtException;
import dev.hebb.runtime.Predictor;

/** One way to predict; the measured work includes handing numbers over and taking the answer. */
interface Call extends AutoCloseable {
  /**
   * Predicts.
   *
   * @param in all numbers of the input, row by row
   * @param out room for all numbers of the output
   */
  void predict(float[] in, float[] out) throws Exception;

  /** For another thread, on the same weights; to be closed before this one. */
  Call another() throws Exception;

  @Override
  void close() throws OrtException;

  /** Opens a model in one of the ways that need no other class path than Hebb's. */
  static Call open(String way, ServedFile model) throws Exception {
    return switch (way) {
      case "hebb" -> HebbCall.open(model, Predictor.with());
      case "hebb-jni" -> HebbCall.open(model, Predictor.with().jni());
      case "ort-pinned" -> PinnedCall.open(model);
      case "ort-naive" -> NaiveCall.open(model);
      case "djl-pytorch" -> DjlCall.pyTorch(model);
      default -> throw new IllegalArgumentException("nobody calls a model the way of " + way);
    };
  }
}

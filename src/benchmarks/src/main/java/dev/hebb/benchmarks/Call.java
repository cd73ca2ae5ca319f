package dev.hebb.benchmarks;

import ai.onnxruntime.OrtException;
import dev.hebb.runtime.Predictor;

/** One way to predict one value from one row; the measured work includes handing both over. */
interface Call extends AutoCloseable {

  /** A row of the model's input to its one output. */
  float predict(float[] row) throws OrtException;

  @Override
  void close() throws OrtException;

  /** Opens a model the way of "hebb", "hebb-jni", "ort-pinned" or "ort-naive". */
  static Call open(String way, RuntimeModel model) throws OrtException {
    return switch (way) {
      case "hebb" -> new PredictorCall(model, Predictor.with());
      case "hebb-jni" -> new PredictorCall(model, Predictor.with().jni());
      case "ort-pinned" -> new PinnedCall(model);
      case "ort-naive" -> new NaiveCall(model);
      default -> throw new IllegalArgumentException("nobody calls a model the way of " + way);
    };
  }
}

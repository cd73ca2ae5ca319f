package dev.hebb.benchmarks;

import dev.hebb.runtime.Input;
import dev.hebb.runtime.Output;
import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.PredictorOptions;

/** Hebb. */
final class PredictorCall implements Call {
  private final Predictor predictor;
  private final Input input;
  private final Output output;

  PredictorCall(RuntimeModel model, PredictorOptions way) {
    PredictorOptions options = way;
    if (model.dims().size() == 3) {
      options = options.dim("time", model.dims().get(1));
    }
    this.predictor = options.open(model.file());
    this.input = predictor.input();
    this.output = predictor.output();
  }

  @Override
  public float predict(float[] row) {
    input.put(0, row);
    predictor.run();
    return output.get(0);
  }

  @Override
  public void close() {
    predictor.close();
  }
}

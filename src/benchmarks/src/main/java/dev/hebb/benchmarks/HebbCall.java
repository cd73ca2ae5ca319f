package dev.hebb.benchmarks;

import dev.hebb.runtime.Input;
import dev.hebb.runtime.Lease;
import dev.hebb.runtime.Output;
import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.PredictorOptions;
import dev.hebb.runtime.Predictors;
import dev.hebb.stream.Streams;

/** Hebb: a predictor of its own for each thread, one session for all. */
final class HebbCall implements Call {
  private final Predictors predictors;
  private final boolean first;
  private final Lease lease;
  private final Predictor predictor;
  private final Input input;
  private final Output output;

  private HebbCall(Predictors predictors, boolean first) {
    this.predictors = predictors;
    this.first = first;
    this.lease = predictors.borrow();
    this.predictor = lease.predictor();
    this.input = predictor.input();
    this.output = predictor.output();
  }

  static Call open(ServedFile model, PredictorOptions way) {
    if (model.stream()) {
      return new StreamCall(Streams.open(model.step()), 1);
    }
    PredictorOptions options =
        model.what().batch() == 1 ? way : way.dim("batch", model.what().batch());
    return new HebbCall(Predictors.open(model.window(), options), true);
  }

  @Override
  public void predict(float[] in, float[] out) {
    input.put(in);
    predictor.run();
    for (int i = 0; i < out.length; i++) {
      out[i] = output.get(i);
    }
  }

  @Override
  public Call another() {
    return new HebbCall(predictors, false);
  }

  @Override
  public void close() {
    lease.close();
    if (first) {
      predictors.close();
    }
  }
}

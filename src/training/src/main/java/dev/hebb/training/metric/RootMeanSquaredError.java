package dev.hebb.training.metric;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.training.Formula;
import dev.hebb.training.Measure;
import dev.hebb.training.Metric;
import dev.hebb.training.Outcome;

/** The root of the mean of squared errors, in the target's unit. Keras: RootMeanSquaredError. */
public record RootMeanSquaredError() implements Metric {
  @Override
  public String name() {
    return "root_mean_squared_error";
  }

  @Override
  public Measure measure(Outcome outcome, Scope scope) {
    Formula f = new Formula(scope);
    Value squares = f.mean(f.square(f.minus(outcome.prediction(), outcome.target())), -1);
    Measure mean = Measure.mean(squares, outcome.weights(), scope);
    return Measure.of(
        mean.sums(), sums -> Math.sqrt(Measure.share(sums.get(0)[0], sums.get(1)[0])));
  }
}

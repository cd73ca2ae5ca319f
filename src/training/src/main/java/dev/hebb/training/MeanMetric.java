package dev.hebb.training;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;

/** A metric that is the mean of a figure of each place, over what is no padding. */
public interface MeanMetric extends Metric {
  /**
   * The figure of one batch at each place, {@code [batch, ...]}; or a scalar, which counts once for
   * each row.
   */
  Value lower(Value prediction, Value target, Scope scope);

  @Override
  default Measure measure(Outcome outcome, Scope scope) {
    Value figure = lower(outcome.prediction(), outcome.target(), scope);
    return Measure.mean(outcome.places(figure, scope), outcome.weights(), scope);
  }
}

package dev.hebb.training.metric;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.training.Formula;
import dev.hebb.training.MeanMetric;

/**
 * The share of numbers that are above a threshold where the target is 1, or not above it where it
 * is 0. Keras: BinaryAccuracy.
 */
public record BinaryAccuracy(double threshold) implements MeanMetric {
  public BinaryAccuracy {
    Checks.share("binary_accuracy", "a threshold", threshold);
  }

  /** Another threshold than 1/2. */
  public BinaryAccuracy threshold(double other) {
    return new BinaryAccuracy(other);
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }

  @Override
  public String name() {
    return "binary_accuracy";
  }

  @Override
  public Value lower(Value prediction, Value target, Scope scope) {
    Formula f = new Formula(scope);
    return f.mean(f.equal(f.greater(prediction, threshold), target), -1);
  }
}

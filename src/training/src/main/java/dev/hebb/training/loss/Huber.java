package dev.hebb.training.loss;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.training.Formula;
import dev.hebb.training.Loss;

/**
 * The mean of e²/2 for errors up to δ, else δ·|e| - δ²/2: outliers pull no harder than δ (Huber
 * 1964). Keras: Huber.
 *
 * @param delta δ: from where on an error counts by its size, in the target's unit
 */
public record Huber(double delta) implements Loss {
  public Huber {
    Checks.positive("huber", "a delta", delta);
  }

  /** Another δ. */
  public Huber delta(double other) {
    return new Huber(other);
  }

  @Override
  public String name() {
    return "huber_loss";
  }

  @Override
  public Value lower(Value prediction, Value target, Scope scope) {
    Formula f = new Formula(scope);
    Value size = f.abs(f.minus(prediction, target));
    Value inner = f.min(size, delta);
    return f.mean(f.times(inner, f.minus(size, f.times(inner, 0.5))), -1);
  }
}

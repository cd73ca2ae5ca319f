package dev.hebb.training.loss;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.training.Formula;
import dev.hebb.training.Loss;

/**
 * The mean of max(1 - target·prediction, 0)², with targets 1 and -1; 0 means -1. Keras:
 * SquaredHinge.
 */
public record SquaredHinge() implements Loss {
  @Override
  public String name() {
    return "squared_hinge";
  }

  @Override
  public Value lower(Value prediction, Value target, Scope scope) {
    Formula f = new Formula(scope);
    return f.mean(f.square(Hinge.margin(prediction, target, f)), -1);
  }
}

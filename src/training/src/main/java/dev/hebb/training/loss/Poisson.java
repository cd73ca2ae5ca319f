package dev.hebb.training.loss;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.training.Formula;
import dev.hebb.training.Loss;

/**
 * The mean of prediction - target·ln(prediction): how unlikely counts are of which the prediction
 * is the expectation. Keras: Poisson.
 */
public record Poisson() implements Loss {
  @Override
  public String name() {
    return "poisson";
  }

  @Override
  public Value lower(Value prediction, Value target, Scope scope) {
    Formula f = new Formula(scope);
    Value log = f.log(f.plus(prediction, Crossentropies.EPSILON));
    return f.mean(f.minus(prediction, f.times(target, log)), -1);
  }
}

package dev.hebb.training.loss;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.training.Formula;
import dev.hebb.training.Loss;

/**
 * max(1 + the largest prediction of a wrong class - that of the right one, 0), with one-hot
 * targets. Keras: CategoricalHinge.
 */
public record CategoricalHinge() implements Loss {
  @Override
  public String name() {
    return "categorical_hinge";
  }

  @Override
  public Value lower(Value prediction, Value target, Scope scope) {
    Formula f = new Formula(scope);
    Value right = f.sum(f.times(target, prediction), -1);
    Value wrong = f.largest(f.times(f.minus(1, target), prediction), -1);
    return f.max(f.plus(f.minus(wrong, right), 1), 0);
  }
}

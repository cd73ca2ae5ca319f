package dev.hebb.training.loss;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.training.Formula;
import dev.hebb.training.Loss;

/**
 * The mean of ln cosh(prediction - target): half the square of a small error, the size of a large
 * one less ln 2. Keras: LogCosh.
 */
public record LogCosh() implements Loss {
  @Override
  public String name() {
    return "log_cosh";
  }

  @Override
  public Value lower(Value prediction, Value target, Scope scope) {
    Formula f = new Formula(scope);
    Value error = f.minus(prediction, target);
    Value rest = f.softplus(f.times(error, -2));
    return f.mean(f.plus(f.plus(error, rest), -Math.log(2)), -1);
  }
}

package dev.hebb.training.loss;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.training.Formula;
import dev.hebb.training.Loss;

/**
 * 100 times the mean of |prediction - target| / |target|, in percent. A target nearer to 0 than
 * 1e-7 counts as 1e-7. Keras: MeanAbsolutePercentageError.
 */
public record MeanAbsolutePercentageError() implements Loss {
  @Override
  public String name() {
    return "mean_absolute_percentage_error";
  }

  @Override
  public Value lower(Value prediction, Value target, Scope scope) {
    Formula f = new Formula(scope);
    Value size = f.max(f.abs(target), Crossentropies.EPSILON);
    return f.times(f.mean(f.abs(f.over(f.minus(target, prediction), size)), -1), 100);
  }
}

package dev.hebb.training.loss;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.training.Formula;
import dev.hebb.training.Loss;

/**
 * The mean of (ln(1 + prediction) - ln(1 + target))², of numbers that are not negative: others
 * count as 1e-7. Keras: MeanSquaredLogarithmicError.
 */
public record MeanSquaredLogarithmicError() implements Loss {
  @Override
  public String name() {
    return "mean_squared_logarithmic_error";
  }

  @Override
  public Value lower(Value prediction, Value target, Scope scope) {
    Formula f = new Formula(scope);
    Value difference = f.minus(logarithm(prediction, f), logarithm(target, f));
    return f.mean(f.square(difference), -1);
  }

  private static Value logarithm(Value x, Formula f) {
    return f.log(f.plus(f.max(x, Crossentropies.EPSILON), 1));
  }
}

package dev.hebb.training;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activate;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Function;
import dev.hebb.graph.op.Operator;

/** The mean of (prediction - target)², in the target's unit squared. Keras: MeanSquaredError. */
public record MeanSquaredError() implements Loss, Metric {
  /** As a loss or as a metric. */
  public static MeanSquaredError meanSquaredError() {
    return new MeanSquaredError();
  }

  @Override
  public String name() {
    return "mean_squared_error";
  }

  @Override
  public Value lower(Value prediction, Value target, Scope scope) {
    Value error = scope.arithmetic(Operator.SUB, prediction, target);
    return Places.mean(scope.op(new Activate(new Activation(Function.SQUARE, 0)), error), scope);
  }
}

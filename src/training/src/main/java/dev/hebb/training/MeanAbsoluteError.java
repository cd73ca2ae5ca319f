package dev.hebb.training;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activate;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Function;
import dev.hebb.graph.op.Operator;

/** The mean of |prediction - target|, in the target's unit. Keras: MeanAbsoluteError. */
public record MeanAbsoluteError() implements Loss, Metric {
  /** As a loss or as a metric. */
  public static MeanAbsoluteError meanAbsoluteError() {
    return new MeanAbsoluteError();
  }

  @Override
  public String name() {
    return "mean_absolute_error";
  }

  @Override
  public Value lower(Value prediction, Value target, Scope scope) {
    Value error = scope.arithmetic(Operator.SUB, prediction, target);
    return Places.mean(scope.op(new Activate(new Activation(Function.ABS, 0)), error), scope);
  }
}

package dev.hebb.training;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Function;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reduction;
import java.util.List;

/** A user's own metric: a figure of what is put out, in training too, whatever the target. */
enum Seen implements MeanMetric {
  MEAN,
  LEAST,
  MOST,
  /** The mean of the squares. */
  POWER,
  /** The share of zeros. */
  ZEROS,
  /** The share of channels that are zero at some places and not at others. */
  TORN;

  @Override
  public Value lower(Value prediction, Value target, Scope scope) {
    return switch (this) {
      case MEAN -> scope.op(Reduce.all(Reduction.MEAN), prediction);
      case LEAST -> scope.op(Reduce.all(Reduction.MIN), prediction);
      case MOST -> scope.op(Reduce.all(Reduction.MAX), prediction);
      case POWER ->
          scope.op(
              Reduce.all(Reduction.MEAN),
              scope.activate(new Activation(Function.SQUARE, 0), prediction));
      case ZEROS -> scope.op(Reduce.all(Reduction.MEAN), zero(prediction, scope));
      case TORN -> {
        Value zero = zero(prediction, scope);
        List<Integer> places =
            java.util.stream.IntStream.range(1, prediction.shape().rank() - 1).boxed().toList();
        Value all = scope.op(new Reduce(Reduction.MIN, places, false), zero);
        Value any = scope.op(new Reduce(Reduction.MAX, places, false), zero);
        yield scope.op(Reduce.all(Reduction.MEAN), scope.arithmetic(Operator.SUB, any, all));
      }
    };
  }

  private static Value zero(Value value, Scope scope) {
    return scope.arithmetic(Operator.EQUAL, value, scope.constant(0));
  }
}

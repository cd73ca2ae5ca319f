package dev.hebb.network.layer;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Operator;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;

/**
 * x where it exceeds a threshold, elsewhere another number.
 *
 * <p>{@code [...] -> [...]}. Keras has the function {@code threshold} and no layer.
 */
public record Threshold(double threshold, double otherwise) implements SameRank<Rank> {
  @Override
  public String kind() {
    return "threshold";
  }

  @Override
  public String declaration() {
    return "threshold(" + threshold + ", " + otherwise + ")";
  }

  @Override
  public Value lower(Value input, Scope scope) {
    Value from = scope.arithmetic(Operator.SUB, input, scope.constant(otherwise));
    Value kept = scope.activate(Activation.thresholdedRelu(threshold - otherwise), from);
    return scope.arithmetic(Operator.ADD, kept, scope.constant(otherwise));
  }
}

package dev.hebb.network.layer;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Operator;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;

/**
 * {@code x·scale + offset}, such as 1/255 for bytes.
 *
 * <p>{@code [...] -> [...]}. Keras: Rescaling.
 */
public record Rescaling(double scale, double offset) implements SameRank<Rank> {
  @Override
  public String kind() {
    return "rescaling";
  }

  @Override
  public String declaration() {
    return "rescaling(" + scale + ", " + offset + ")";
  }

  @Override
  public Value lower(Value input, Scope scope) {
    Value scaled = scope.arithmetic(Operator.MUL, input, scope.constant(scale));
    return scope.arithmetic(Operator.ADD, scaled, scope.constant(offset));
  }
}

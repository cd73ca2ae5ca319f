package dev.hebb.network.layer;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;

/**
 * In training drops a share of the numbers and scales the rest up; in prediction does nothing.
 *
 * <p>{@code [...] -> [...]}. Keras: Dropout.
 *
 * @param rate share dropped, at least 0 and below 1
 */
public record Dropout(double rate) implements SameRank<Rank> {
  @Override
  public String kind() {
    return "dropout";
  }

  @Override
  public String declaration() {
    return "dropout(" + rate + ")";
  }

  @Override
  public Value lower(Value input, Scope scope) {
    return scope.op(new dev.hebb.graph.op.Dropout(rate), input);
  }
}

package dev.hebb.network.layer;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Reshape;
import dev.hebb.network.Layer;
import dev.hebb.network.Rank;
import java.util.List;

/**
 * All axes after the batch in one, outermost first.
 *
 * <p>{@code [batch, a, b, ...] -> [batch, a·b·...]}. Every length must be fixed. Keras: Flatten.
 */
public record Flatten() implements Layer<Rank, Rank.Vector> {
  @Override
  public String kind() {
    return "flatten";
  }

  @Override
  public String declaration() {
    return "flatten()";
  }

  @Override
  public Value lower(Value input, Scope scope) {
    return scope.op(new Reshape(List.of(-1L)), input);
  }
}

package dev.hebb.network.layer;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.network.Layer;
import dev.hebb.network.Rank;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The same numbers with other axes after the batch; at most one length is -1: whatever is left.
 *
 * <p>{@code [batch, ...] -> [batch, dims...]}. Keras: Reshape.
 */
public record Reshape<O extends Rank>(List<Long> dims) implements Layer<Rank, O> {
  @Override
  public String kind() {
    return "reshape";
  }

  @Override
  public String declaration() {
    return dims.stream().map(String::valueOf).collect(Collectors.joining(", ", "reshape(", ")"));
  }

  @Override
  public Value lower(Value input, Scope scope) {
    return scope.op(new dev.hebb.graph.op.Reshape(dims), input);
  }
}

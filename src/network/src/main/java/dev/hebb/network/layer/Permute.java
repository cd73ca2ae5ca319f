package dev.hebb.network.layer;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Transpose;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The axes after the batch in another order.
 *
 * <p>{@code [batch, a, b] -> [batch, b, a]} for {@code permute(2, 1)}. Keras: Permute.
 *
 * @param axes where each axis comes from, counted from 1 after the batch
 */
public record Permute(List<Integer> axes) implements SameRank<Rank> {
  public Permute {
    axes = List.copyOf(axes);
  }

  @Override
  public String kind() {
    return "permute";
  }

  @Override
  public String declaration() {
    return axes.stream().map(String::valueOf).collect(Collectors.joining(", ", "permute(", ")"));
  }

  @Override
  public Value lower(Value input, Scope scope) {
    if (axes.size() != input.shape().rank() - 1) {
      throw new DeclarationException(
          "expected each of the "
              + (input.shape().rank() - 1)
              + " axes after the batch once, got "
              + axes
              + " for "
              + input.shape()
              + ". Name them all, from 1.");
    }
    List<Integer> order = new ArrayList<>(List.of(0));
    order.addAll(axes);
    return scope.op(new Transpose(order), input);
  }
}

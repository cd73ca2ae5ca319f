package dev.hebb.network.layer;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Slice;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;
import java.util.List;
import java.util.OptionalLong;

/**
 * The first half of an axis, each number times the sigmoid of the one beside it in the second half
 * (Dauphin et al. 2017).
 *
 * <p>{@code [..., 2·n] -> [..., n]}. Keras has the function {@code glu} and no layer.
 *
 * @param axis counted from 1 after the batch; -1: the last
 */
public record Glu(int axis) implements SameRank<Rank> {
  /** Along this axis, counted from 1 after the batch, in place of the last. */
  public Glu axis(int other) {
    return new Glu(other);
  }

  @Override
  public String kind() {
    return "glu";
  }

  @Override
  public String declaration() {
    return new Text("glu()").when(axis != -1, "axis(" + axis + ")").toString();
  }

  @Override
  public Value lower(Value input, Scope scope) {
    Axes one = new Axes(axis == -1 ? List.of() : List.of(axis));
    int along = one.in(input.shape()).get(0);
    OptionalLong length = input.shape().dim(along).size().fixed();
    if (length.isEmpty() || length.getAsLong() % 2 != 0) {
      throw new DeclarationException(
          "expected an even %s to halve, got %s. Make it even, or choose another axis."
              .formatted(input.shape().dim(along).name(), input.shape()));
    }
    long half = length.getAsLong() / 2;
    Value content = scope.op(Slice.of(along, 0, half), input);
    Value gate = scope.op(Slice.of(along, half, half), input);
    return scope.arithmetic(Operator.MUL, content, scope.activate(Activation.SIGMOID, gate));
  }
}

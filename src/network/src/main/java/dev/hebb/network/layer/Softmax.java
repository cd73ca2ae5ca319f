package dev.hebb.network.layer;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reduction;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;
import java.util.List;

/**
 * {@code eˣ/Σ eˣ} over the last axis or others.
 *
 * <p>{@code [...] -> [...]}. Keras: Softmax, without its mask.
 *
 * @param axes counted from 1 after the batch; none: the last
 */
public record Softmax(List<Integer> axes) implements SameRank<Rank> {
  // No share at all, and no power of padding that overflows.
  private static final double NOTHING = -1e9;

  public Softmax {
    axes = List.copyOf(axes);
  }

  /** Over these axes together, counted from 1 after the batch, in place of the last. */
  public Softmax axes(Integer... others) {
    return new Softmax(List.of(others));
  }

  @Override
  public String kind() {
    return "softmax";
  }

  @Override
  public String declaration() {
    return new Text("softmax()").when(!axes.isEmpty(), new Axes(axes).said("axes")).toString();
  }

  @Override
  public Value lower(Value input, Scope scope) {
    List<Integer> over = new Axes(axes).in(input.shape());
    if (over.equals(List.of(input.shape().rank() - 1))) {
      return scope.activate(Activation.SOFTMAX, input);
    }
    Value shown = input;
    for (int axis : over) {
      shown = scope.fillPadding(shown, axis, NOTHING);
    }
    // Less the largest, so that no power overflows.
    Value largest = scope.op(new Reduce(Reduction.MAX, over, true), shown);
    Value lower = scope.arithmetic(Operator.SUB, shown, largest);
    Value powers = scope.activate(Activation.EXPONENTIAL, lower);
    Value sum = scope.op(new Reduce(Reduction.SUM, over, true), powers);
    return scope.arithmetic(Operator.DIV, powers, sum);
  }
}

package dev.hebb.network.layer;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;
import java.util.List;

/**
 * The last axis, or others, divided by its Euclidean length, example by example; zeros stay.
 *
 * <p>{@code [batch, ..., features] -> [batch, ..., features]}. Keras: UnitNormalization.
 *
 * @param axes counted from 1 after the batch; none: the last
 */
public record UnitNorm(List<Integer> axes) implements SameRank<Rank> {
  public UnitNorm {
    axes = List.copyOf(axes);
  }

  /** Over these axes, counted from 1 after the batch, in place of the last. */
  public UnitNorm axes(Integer... others) {
    return new UnitNorm(List.of(others));
  }

  @Override
  public String kind() {
    return "unit_normalization";
  }

  @Override
  public String declaration() {
    return new Text("unitNormalization()")
        .when(!axes.isEmpty(), new Axes(axes).said("axes"))
        .toString();
  }

  @Override
  public Value lower(Value input, Scope scope) {
    return Normal.unit(input, new Axes(axes).in(input.shape()), scope);
  }
}

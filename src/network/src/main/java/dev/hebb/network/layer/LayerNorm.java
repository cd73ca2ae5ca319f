package dev.hebb.network.layer;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;
import java.util.List;

/**
 * The last axis, or others, brought to mean 0 and variance 1, example by example, then scaled and
 * shifted (Ba et al. 2016).
 *
 * <p>{@code [batch, ..., features] -> [batch, ..., features]}.
 *
 * <p>Parameters: {@code gamma}, {@code beta}, each with a number for every index of these axes.
 * Keras: LayerNormalization, with its ε 1e-3.
 *
 * @param axes counted from 1 after the batch; none: the last
 */
public record LayerNorm(List<Integer> axes, double epsilon, boolean scale, boolean center)
    implements SameRank<Rank> {
  public LayerNorm {
    axes = List.copyOf(axes);
  }

  /** Keras's defaults. */
  public static LayerNorm of() {
    return new LayerNorm(List.of(), 1e-3, true, true);
  }

  /** Over these axes, counted from 1 after the batch, in place of the last. */
  public LayerNorm axes(Integer... others) {
    return new LayerNorm(List.of(others), epsilon, scale, center);
  }

  /** What is added to the variance. */
  public LayerNorm epsilon(double other) {
    return new LayerNorm(axes, other, scale, center);
  }

  /** Without γ. */
  public LayerNorm noScale() {
    return new LayerNorm(axes, epsilon, false, center);
  }

  /** Without β. */
  public LayerNorm noCenter() {
    return new LayerNorm(axes, epsilon, scale, false);
  }

  @Override
  public String kind() {
    return "layer_normalization";
  }

  @Override
  public String declaration() {
    return new Text("layerNormalization()")
        .when(!axes.isEmpty(), new Axes(axes).said("axes"))
        .when(epsilon != 1e-3, "epsilon(" + epsilon + ")")
        .when(!scale, "noScale()")
        .when(!center, "noCenter()")
        .toString();
  }

  @Override
  public Value lower(Value input, Scope scope) {
    Shape shape = input.shape();
    Axes over = new Axes(axes);
    Value normal = Normal.standardized(input, over.in(shape), epsilon, scope);
    normal = scale ? Normal.scaled(normal, "gamma", over.lengths(shape), scope) : normal;
    return center ? Normal.shifted(normal, "beta", over.lengths(shape), scope) : normal;
  }
}

package dev.hebb.network.layer;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;
import java.util.List;

/**
 * The last axis, or others, divided by its root mean square, example by example, then scaled (Zhang
 * and Sennrich 2019).
 *
 * <p>{@code [batch, ..., features] -> [batch, ..., features]}.
 *
 * <p>Parameters: {@code scale}, with a number for every index of these axes. Keras:
 * RMSNormalization, with its ε 1e-6; Keras lays {@code scale} along the last axes whichever were
 * meant, here it is along those that were.
 *
 * @param axes counted from 1 after the batch; none: the last
 */
public record RmsNorm(List<Integer> axes, double epsilon) implements SameRank<Rank> {
  public RmsNorm {
    axes = List.copyOf(axes);
  }

  /** Keras's defaults. */
  public static RmsNorm of() {
    return new RmsNorm(List.of(), 1e-6);
  }

  /** Over these axes, counted from 1 after the batch, in place of the last. */
  public RmsNorm axes(Integer... others) {
    return new RmsNorm(List.of(others), epsilon);
  }

  /** What is added to the mean square. */
  public RmsNorm epsilon(double other) {
    return new RmsNorm(axes, other);
  }

  @Override
  public String kind() {
    return "rms_normalization";
  }

  @Override
  public String declaration() {
    return new Text("rmsNormalization()")
        .when(!axes.isEmpty(), new Axes(axes).said("axes"))
        .when(epsilon != 1e-6, "epsilon(" + epsilon + ")")
        .toString();
  }

  @Override
  public Value lower(Value input, Scope scope) {
    Axes over = new Axes(axes);
    Value normal = Normal.rooted(input, over.in(input.shape()), epsilon, scope);
    return Normal.scaled(normal, "scale", over.lengths(input.shape()), scope);
  }
}

package dev.hebb.network.layer;

import dev.hebb.graph.Fans;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Param;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.BatchNormalization;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;
import java.util.ArrayList;
import java.util.List;

/**
 * Each channel brought to mean 0 and variance 1 over the batch, then scaled and shifted; formula
 * with the operator {@link BatchNormalization}.
 *
 * <p>{@code [batch, ..., channels] -> [batch, ..., channels]}. Rows that are padded are taken in a
 * frozen part only; Keras's statistics are those of what is no padding.
 *
 * <p>Parameters: {@code gamma}, {@code beta}, and, not trained, {@code moving_mean}, {@code
 * moving_variance}, {@code [channels]} each. Keras: BatchNormalization, with its momentum 0.99 and
 * ε 1e-3.
 *
 * @param axis where the channels are, counted from 1 after the batch; -1: the last
 */
public record BatchNorm(int axis, double momentum, double epsilon, boolean scale, boolean center)
    implements SameRank<Rank> {
  /** Keras's defaults. */
  public static BatchNorm of() {
    return new BatchNorm(-1, 0.99, 1e-3, true, true);
  }

  /** With the channels in this axis, counted from 1 after the batch, in place of the last. */
  public BatchNorm axis(int other) {
    return new BatchNorm(other, momentum, epsilon, scale, center);
  }

  /** How much of the moving statistics stays at each step. */
  public BatchNorm momentum(double other) {
    return new BatchNorm(axis, other, epsilon, scale, center);
  }

  /** What is added to the variance. */
  public BatchNorm epsilon(double other) {
    return new BatchNorm(axis, momentum, other, scale, center);
  }

  /** Without γ. */
  public BatchNorm noScale() {
    return new BatchNorm(axis, momentum, epsilon, false, center);
  }

  /** Without β. */
  public BatchNorm noCenter() {
    return new BatchNorm(axis, momentum, epsilon, scale, false);
  }

  @Override
  public String kind() {
    return "batch_normalization";
  }

  @Override
  public String declaration() {
    return new Text("batchNormalization()")
        .when(axis != -1, "axis(" + axis + ")")
        .when(momentum != 0.99, "momentum(" + momentum + ")")
        .when(epsilon != 1e-3, "epsilon(" + epsilon + ")")
        .when(!scale, "noScale()")
        .when(!center, "noCenter()")
        .toString();
  }

  @Override
  public Value lower(Value input, Scope scope) {
    Value last = Channels.from(axis, input, scope);
    List<Long> channels = List.of(Checks.fixedFeatures(last));
    boolean flat = input.shape().rank() == 2;
    List<Value> operands = new ArrayList<>();
    operands.add(flat ? last : Channels.first(last, scope));
    if (scale) {
      operands.add(scope.param("gamma", channels, Initializer.ones(), Fans.NONE));
    }
    if (center) {
      operands.add(scope.param("beta", channels, Initializer.zeros(), Fans.NONE));
    }
    operands.add(moving("moving_mean", channels, Initializer.zeros(), scope));
    operands.add(moving("moving_variance", channels, Initializer.ones(), scope));
    BatchNormalization op = new BatchNormalization(epsilon, momentum, scale, center, false);
    Value normal = scope.op(op, operands.toArray(Value[]::new));
    return Channels.to(axis, flat ? normal : Channels.last(normal, scope), scope);
  }

  private static Value moving(
      String name, List<Long> channels, Initializer initializer, Scope scope) {
    String full = scope.prefix() + "/" + name;
    return scope.graph().param(new Param(full, channels, initializer, Fans.NONE, false));
  }
}

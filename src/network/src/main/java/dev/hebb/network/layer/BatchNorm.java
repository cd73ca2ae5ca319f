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
 * <p>{@code [batch, ..., channels] -> [batch, ..., channels]}.
 *
 * <p>Parameters: {@code gamma}, {@code beta}, and, not trained, {@code moving_mean}, {@code
 * moving_variance}, {@code [channels]} each. Keras: BatchNormalization, with its momentum 0.99 and
 * ε 1e-3.
 */
public record BatchNorm(double momentum, double epsilon, boolean scale, boolean center)
    implements SameRank<Rank> {
  /** Keras's defaults. */
  public static BatchNorm of() {
    return new BatchNorm(0.99, 1e-3, true, true);
  }

  /** How much of the moving statistics stays at each step. */
  public BatchNorm momentum(double other) {
    return new BatchNorm(other, epsilon, scale, center);
  }

  /** What is added to the variance. */
  public BatchNorm epsilon(double other) {
    return new BatchNorm(momentum, other, scale, center);
  }

  /** Without γ. */
  public BatchNorm noScale() {
    return new BatchNorm(momentum, epsilon, false, center);
  }

  /** Without β. */
  public BatchNorm noCenter() {
    return new BatchNorm(momentum, epsilon, scale, false);
  }

  @Override
  public String kind() {
    return "batch_normalization";
  }

  @Override
  public String declaration() {
    return new Text("batchNormalization()")
        .when(momentum != 0.99, "momentum(" + momentum + ")")
        .when(epsilon != 1e-3, "epsilon(" + epsilon + ")")
        .when(!scale, "noScale()")
        .when(!center, "noCenter()")
        .toString();
  }

  @Override
  public Value lower(Value input, Scope scope) {
    List<Long> channels = List.of(Checks.fixedFeatures(input));
    boolean flat = input.shape().rank() == 2;
    List<Value> operands = new ArrayList<>();
    operands.add(flat ? input : Channels.first(input, scope));
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
    return flat ? normal : Channels.last(normal, scope);
  }

  private static Value moving(
      String name, List<Long> channels, Initializer initializer, Scope scope) {
    String full = scope.prefix() + "/" + name;
    return scope.graph().param(new Param(full, channels, initializer, Fans.NONE, false));
  }
}

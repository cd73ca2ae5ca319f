package dev.hebb.network.layer;

import dev.hebb.graph.Fans;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activate;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Function;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reduction;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;
import java.util.List;

/**
 * The last axis brought to mean 0 and variance 1, row by row, then scaled and shifted (Ba et al.
 * 2016).
 *
 * <p>{@code [batch, ..., features] -> [batch, ..., features]}.
 *
 * <p>Parameters: {@code gamma}, {@code beta}, {@code [features]} each. Keras: LayerNormalization
 * over the last axis, with its ε 1e-3.
 */
public record LayerNorm(double epsilon, boolean scale, boolean center) implements SameRank<Rank> {
  /** Keras's defaults. */
  public static LayerNorm of() {
    return new LayerNorm(1e-3, true, true);
  }

  /** What is added to the variance. */
  public LayerNorm epsilon(double other) {
    return new LayerNorm(other, scale, center);
  }

  /** Without γ. */
  public LayerNorm noScale() {
    return new LayerNorm(epsilon, false, center);
  }

  /** Without β. */
  public LayerNorm noCenter() {
    return new LayerNorm(epsilon, scale, false);
  }

  @Override
  public String kind() {
    return "layer_normalization";
  }

  @Override
  public String declaration() {
    return new Text("layerNormalization()")
        .when(epsilon != 1e-3, "epsilon(" + epsilon + ")")
        .when(!scale, "noScale()")
        .when(!center, "noCenter()")
        .toString();
  }

  @Override
  public Value lower(Value input, Scope scope) {
    List<Long> features = List.of(Checks.fixedFeatures(input));
    Reduce mean = new Reduce(Reduction.MEAN, List.of(input.shape().rank() - 1), true);
    Value centered = scope.arithmetic(Operator.SUB, input, scope.op(mean, input));
    Value variance = scope.op(mean, function(Function.SQUARE, centered, scope));
    Value shifted = scope.arithmetic(Operator.ADD, variance, scope.constant(epsilon));
    Value normal =
        scope.arithmetic(Operator.DIV, centered, function(Function.SQRT, shifted, scope));
    if (scale) {
      Value gamma = scope.param("gamma", features, Initializer.ones(), Fans.NONE);
      normal = scope.arithmetic(Operator.MUL, normal, gamma);
    }
    if (center) {
      Value beta = scope.param("beta", features, Initializer.zeros(), Fans.NONE);
      normal = scope.arithmetic(Operator.ADD, normal, beta);
    }
    return normal;
  }

  private static Value function(Function function, Value value, Scope scope) {
    return scope.op(new Activate(new Activation(function, 0)), value);
  }
}

package dev.hebb.network.layer;

import dev.hebb.graph.Fans;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Gemm;
import dev.hebb.graph.op.MatMul;
import dev.hebb.graph.op.Operator;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;
import java.util.List;

/**
 * A fully connected layer over the last axis: {@code f(x·kernel + bias)}.
 *
 * <p>{@code [batch, features] -> [batch, units]}, {@code [batch, time, features] -> [batch, time,
 * units]}.
 *
 * <p>Parameters: {@code kernel [features, units]}, {@code bias [units]}. Keras: Dense.
 */
public record Dense(int units, Activation activation, boolean bias)
    implements SameRank<Rank.Features> {
  /** Linear, with bias. */
  public static Dense of(int units) {
    return new Dense(units, Activation.LINEAR, true);
  }

  /** With an activation function. */
  public Dense activation(Activation other) {
    return new Dense(units, other, bias);
  }

  /** Without bias. */
  public Dense noBias() {
    return new Dense(units, activation, false);
  }

  @Override
  public String kind() {
    return "dense";
  }

  @Override
  public String declaration() {
    return new Text("dense(" + units + ")")
        .activation("activation", activation, Activation.LINEAR)
        .when(!bias, "noBias()")
        .toString();
  }

  @Override
  public Value lower(Value input, Scope scope) {
    long features = Checks.fixedFeatures(input);
    Checks.positive("units", units);
    Value kernel =
        scope.param(
            "kernel",
            List.of(features, (long) units),
            Initializer.glorotUniform(),
            new Fans(features, units));
    return scope.activate(activation, affine(input, kernel, scope));
  }

  private Value affine(Value input, Value kernel, Scope scope) {
    if (!bias) {
      return scope.op(new MatMul(), input, kernel);
    }
    Value offset = scope.param("bias", List.of((long) units), Initializer.zeros(), Fans.NONE);
    return input.shape().rank() == 2
        ? scope.op(new Gemm(), input, kernel, offset)
        : scope.arithmetic(Operator.ADD, scope.op(new MatMul(), input, kernel), offset);
  }
}

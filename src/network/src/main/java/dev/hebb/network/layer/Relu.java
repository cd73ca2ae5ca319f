package dev.hebb.network.layer;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Operator;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;

/**
 * A rectifier with its three numbers: x where x exceeds the threshold, below it {@code slope·(x -
 * threshold)}, and no more than a maximum.
 *
 * <p>{@code [...] -> [...]}. Keras: ReLU.
 *
 * @param most infinite if there is no maximum
 */
public record Relu(double most, double slope, double threshold) implements SameRank<Rank> {
  /** Without a maximum, flat below zero. */
  public static Relu of() {
    return new Relu(Double.POSITIVE_INFINITY, 0, 0);
  }

  /** No more than this. */
  public Relu maxValue(double other) {
    return new Relu(other, slope, threshold);
  }

  /** With this slope below the threshold. */
  public Relu negativeSlope(double other) {
    return new Relu(most, other, threshold);
  }

  /** What does not exceed this counts as below. */
  public Relu threshold(double other) {
    return new Relu(most, slope, other);
  }

  @Override
  public String kind() {
    return "re_lu";
  }

  @Override
  public String declaration() {
    return new Text("relu()")
        .when(most != Double.POSITIVE_INFINITY, "maxValue(" + most + ")")
        .when(slope != 0, "negativeSlope(" + slope + ")")
        .when(threshold != 0, "threshold(" + threshold + ")")
        .toString();
  }

  @Override
  public Value lower(Value input, Scope scope) {
    Activation above = threshold == 0 ? Activation.RELU : Activation.thresholdedRelu(threshold);
    Value y = scope.activate(above, input);
    if (most != Double.POSITIVE_INFINITY) {
      y = scope.arithmetic(Operator.MIN, y, scope.constant(most));
    }
    if (slope != 0) {
      Value from = scope.arithmetic(Operator.SUB, input, scope.constant(threshold));
      Value below = scope.arithmetic(Operator.MIN, from, scope.constant(0));
      Value tilted = scope.arithmetic(Operator.MUL, below, scope.constant(slope));
      y = scope.arithmetic(Operator.ADD, y, tilted);
    }
    return y;
  }
}

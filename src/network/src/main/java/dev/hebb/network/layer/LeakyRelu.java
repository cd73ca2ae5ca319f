package dev.hebb.network.layer;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activation;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;

/**
 * x above zero, {@code slope·x} below.
 *
 * <p>{@code [...] -> [...]}. Keras: LeakyReLU, with its slope 0.3; the activation function of that
 * name has 0.2.
 */
public record LeakyRelu(double slope) implements SameRank<Rank> {
  /** With this slope below zero. */
  public LeakyRelu negativeSlope(double other) {
    return new LeakyRelu(other);
  }

  @Override
  public String kind() {
    return "leaky_re_lu";
  }

  @Override
  public String declaration() {
    return new Text("leakyRelu()").when(slope != 0.3, "negativeSlope(" + slope + ")").toString();
  }

  @Override
  public Value lower(Value input, Scope scope) {
    return scope.activate(Activation.leakyRelu(slope), input);
  }
}

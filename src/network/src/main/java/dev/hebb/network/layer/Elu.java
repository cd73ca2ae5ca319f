package dev.hebb.network.layer;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activation;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;

/**
 * x above zero, {@code alpha·(eˣ - 1)} below (Clevert et al. 2016).
 *
 * <p>{@code [...] -> [...]}. Keras: ELU.
 */
public record Elu(double alpha) implements SameRank<Rank> {
  /** With this scale below zero. */
  public Elu alpha(double other) {
    return new Elu(other);
  }

  @Override
  public String kind() {
    return "elu";
  }

  @Override
  public String declaration() {
    return new Text("elu()").when(alpha != 1, "alpha(" + alpha + ")").toString();
  }

  @Override
  public Value lower(Value input, Scope scope) {
    return scope.activate(Activation.elu(alpha), input);
  }
}

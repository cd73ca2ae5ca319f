package dev.hebb.network.layer;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activation;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;

/**
 * An activation function as a layer of its own.
 *
 * <p>{@code [...] -> [...]}. Keras: Activation.
 */
public record ActivationLayer(Activation activation) implements SameRank<Rank> {
  @Override
  public String kind() {
    return "activation";
  }

  @Override
  public String declaration() {
    return "activation(" + activation + ")";
  }

  @Override
  public Value lower(Value input, Scope scope) {
    return scope.activate(activation, input);
  }
}

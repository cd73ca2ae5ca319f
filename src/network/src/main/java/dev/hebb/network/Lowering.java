package dev.hebb.network;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;

/** What every layer is: a value that writes itself down as operators. */
public interface Lowering {
  /**
   * Keras's name for the kind of layer, such as {@code simple_rnn}; unnamed layers are called so.
   */
  String kind();

  /** What the user wrote: {@code lstm(20).returnSequences()}. Goes into errors and pictures. */
  String declaration();

  /**
   * Adds this layer's parameters and operators.
   *
   * @return what the layer puts out
   * @throws dev.hebb.graph.DeclarationException when the input does not fit; the place is added by
   *     the stage
   */
  Value lower(Value input, Scope scope);
}

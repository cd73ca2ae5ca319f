package dev.hebb.network;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import java.util.List;

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

  /**
   * The stages that it reads too, beside the one on which it is chained, and which stand before
   * that one in the network: none, but for a layer that joins branches.
   */
  default List<? extends Stage<?, ?>> beside() {
    return List.of();
  }

  /**
   * As {@link #lower}, of a layer that reads several values or puts out several.
   *
   * @param inputs what is put out by the stage on which it is chained, then by those {@link
   *     #beside}
   * @return the output, then what there is beside it
   */
  default List<Value> lowerAll(List<Value> inputs, Scope scope) {
    return List.of(lower(inputs.get(0), scope));
  }
}

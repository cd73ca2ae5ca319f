package dev.hebb.training;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;

/** What training makes small. Writes itself down as operators, as a layer does. */
public interface Loss {
  /** Keras's name, such as {@code mean_squared_error}. */
  String name();

  /**
   * The loss of one batch.
   *
   * @param prediction what the network puts out
   * @param target what was wanted, of the same shape
   * @return a scalar: the mean over the batch
   */
  Value lower(Value prediction, Value target, Scope scope);
}

package dev.hebb.network;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import java.util.List;

/**
 * A {@link Cell} that reads other stages at every step, such as all that an encoder put out
 * (Bahdanau et al. 2015).
 */
public interface ContextCell {
  /** The kind of layer that it makes. */
  String kind();

  /** What the user wrote. */
  String declaration();

  /** How many numbers each state holds. */
  List<Integer> states();

  /**
   * Adds one step; what depends on the contexts alone is worked out once.
   *
   * @param input {@code [batch, features]}
   * @param states {@code [batch, numbers]} each
   * @param contexts what the other stages put out, whole
   */
  Cell.Step step(Value input, List<Value> states, List<Value> contexts, Scope scope);
}

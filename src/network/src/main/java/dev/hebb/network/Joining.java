package dev.hebb.network;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import java.util.List;

/** A layer that makes one value of several. */
interface Joining extends Lowering {
  /** As {@link #lower(Value, Scope)}, of all of them. */
  Value lower(List<Value> inputs, Scope scope);

  @Override
  default Value lower(Value input, Scope scope) {
    return lower(List.of(input), scope);
  }

  @Override
  default List<Value> lowerAll(List<Value> inputs, Scope scope) {
    return List.of(lower(inputs, scope));
  }
}

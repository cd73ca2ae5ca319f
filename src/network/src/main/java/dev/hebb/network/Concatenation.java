package dev.hebb.network;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Concat;
import java.util.List;

/**
 * Several values one behind the other. Rows that are padded reach as far as all of them do. Keras:
 * Concatenate.
 *
 * @param axis counted from 1 after the batch; -1: the last
 */
record Concatenation(int axis) implements Joining {
  @Override
  public String kind() {
    return "concatenate";
  }

  @Override
  public String declaration() {
    return axis == -1 ? "concat(...)" : "concat(" + axis + ", ...)";
  }

  @Override
  public Value lower(List<Value> values, Scope scope) {
    int last = values.get(0).shape().rank() - 1;
    if (axis != -1 && (axis < 1 || axis > last)) {
      throw new DeclarationException(
          "expected an axis from 1 to %d, got %d for %s. Count it after the batch."
              .formatted(last, axis, values.get(0).shape()));
    }
    return scope.op(new Concat(axis == -1 ? last : axis), values.toArray(Value[]::new));
  }
}

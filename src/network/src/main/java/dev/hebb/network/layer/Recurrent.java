package dev.hebb.network.layer;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import dev.hebb.network.Rank;
import java.util.ArrayList;
import java.util.List;

/**
 * A layer that reads a sequence step by step and remembers: {@code [batch, time, features] ->
 * [batch, units]}, or {@code -> [batch, time, units]} with {@code returnSequences()}.
 *
 * <p>As in Keras, {@code goBackwards()} with {@code returnSequences()} puts out the steps in the
 * order in which they were read, the last one first.
 */
public interface Recurrent<O extends Rank> extends Remembers<O> {
  /** Whether every step comes out, or only the last. */
  boolean sequences();

  /** Whether it reads the last step first. */
  boolean backwards();

  /** Reads the last step first. */
  Recurrent<O> goBackwards();

  /** As {@link #lowerAll}, with each step's output where the step is, whichever way it is read. */
  List<Value> inOrder(Value input, List<Value> first, Scope scope);

  @Override
  default List<Value> lowerAll(Value input, List<Value> first, Scope scope) {
    return asRead(inOrder(input, first, scope), scope);
  }

  /** Output and last states, the steps of the output in the order in which they are read. */
  default List<Value> asRead(List<Value> inOrder, Scope scope) {
    List<Value> outputs = new ArrayList<>(inOrder);
    if (sequences() && backwards()) {
      Shape steps = outputs.get(0).shape();
      if (steps.dim(1).padded()) {
        throw new DeclarationException(
            "expected rows without padding to put out the last step first, got %s. Say bidirectional(...), which keeps the steps in their order, or leave out goBackwards() or returnSequences()."
                .formatted(steps));
      }
      outputs.set(0, scope.reverse(outputs.get(0), 1));
    }
    return outputs;
  }
}

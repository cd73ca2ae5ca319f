package dev.hebb.network.layer;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Concat;
import dev.hebb.graph.op.Reshape;
import dev.hebb.network.Layer;
import dev.hebb.network.Rank;
import java.util.Collections;
import java.util.List;

/**
 * A vector at every step of a sequence.
 *
 * <p>{@code [batch, features] -> [batch, times, features]}. Keras: RepeatVector.
 */
public record RepeatVector(int times) implements Layer<Rank.Vector, Rank.Sequence> {
  @Override
  public String kind() {
    return "repeat_vector";
  }

  @Override
  public String declaration() {
    return "repeatVector(" + times + ")";
  }

  @Override
  public Value lower(Value input, Scope scope) {
    Checks.positive("times", times);
    Value step = scope.op(new Reshape(List.of(1L, Checks.fixedFeatures(input))), input);
    return scope.op(new Concat(1), Collections.nCopies(times, step).toArray(Value[]::new));
  }
}

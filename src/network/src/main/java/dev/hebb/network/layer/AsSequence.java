package dev.hebb.network.layer;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.network.Layer;
import dev.hebb.network.Rank;

/** A vector at every step is a sequence: the same numbers, for the recurrent layers. */
public record AsSequence() implements Layer<Rank.Timed<Rank.Vector>, Rank.Sequence> {
  @Override
  public String kind() {
    return "as_sequence";
  }

  @Override
  public String declaration() {
    return "asSequence()";
  }

  @Override
  public Value lower(Value input, Scope scope) {
    return input;
  }
}

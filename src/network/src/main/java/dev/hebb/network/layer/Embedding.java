package dev.hebb.network.layer;

import dev.hebb.graph.Fans;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Gather;
import dev.hebb.network.Layer;
import dev.hebb.network.Rank;
import java.util.List;

/**
 * A vector for each of so many words (or whatever is numbered from 0), looked up.
 *
 * <p>{@code [batch, time] -> [batch, time, units]}.
 *
 * <p>Parameter: {@code embeddings [words, units]}, at first uniform within ±0.05. Keras: Embedding,
 * without its mask.
 *
 * @param words how many; every token is below
 */
public record Embedding(long words, long units) implements Layer<Rank.Tokens, Rank.Sequence> {
  @Override
  public String kind() {
    return "embedding";
  }

  @Override
  public String declaration() {
    return "embedding(" + words + ", " + units + ")";
  }

  @Override
  public Value lower(Value input, Scope scope) {
    Checks.positive("words", words);
    Checks.positive("units", units);
    Value table =
        scope.param(
            "embeddings",
            List.of(words, units),
            Initializer.randomUniform(),
            new Fans(words, units));
    return scope.op(new Gather(), table, input);
  }
}

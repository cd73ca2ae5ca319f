package dev.hebb.network.layer;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Fans;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Cast;
import dev.hebb.graph.op.Gather;
import dev.hebb.graph.op.Operator;
import dev.hebb.network.Layer;
import dev.hebb.network.Rank;
import java.util.List;

/**
 * A vector for each of so many words (or whatever is numbered from 0), looked up.
 *
 * <p>{@code [batch, time] -> [batch, time, units]}.
 *
 * <p>Parameter: {@code embeddings [words, units]}, at first uniform within ±0.05. Keras: Embedding.
 *
 * @param words how many; every token is below
 * @param masked whether token 0 pads rows at their end. As with Keras's {@code mask_zero}, no layer
 *     behind, no loss and no metric sees the padding. A 0 may not stand before other tokens; a row
 *     of zeros counts as one
 */
public record Embedding(long words, long units, boolean masked)
    implements Layer<Rank.Tokens, Rank.Sequence> {
  /** Token 0 pads rows at their end, and has no word. */
  public Embedding maskZero() {
    return new Embedding(words, units, true);
  }

  @Override
  public String kind() {
    return "embedding";
  }

  @Override
  public String declaration() {
    return new Text("embedding(" + words + ", " + units + ")")
        .when(masked, "maskZero()")
        .toString();
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
    return scope.op(new Gather(), table, masked ? padded(input, scope) : input);
  }

  private static Value padded(Value tokens, Scope scope) {
    Value numbers = scope.op(new Cast(DataType.FLOAT32), tokens);
    Value there = scope.arithmetic(Operator.GREATER, numbers, scope.constant(0));
    return Masking.padded(tokens, there, scope);
  }
}

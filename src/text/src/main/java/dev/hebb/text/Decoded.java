package dev.hebb.text;

import java.util.List;

/**
 * A row that a {@link Decoder} wrote.
 *
 * @param tokens without start and end mark
 * @param logarithm of its probability, in nats, the end mark counted if it was reached
 * @param score by which rows of a beam search are ranked: the logarithm over the length penalty
 */
public record Decoded(List<Long> tokens, double logarithm, double score) {
  public Decoded {
    tokens = List.copyOf(tokens);
  }
}

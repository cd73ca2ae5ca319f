package dev.hebb.text;

import dev.hebb.runtime.PredictorException;

/**
 * How a {@link Decoder} chooses the next token. Immutable; each method gives back another.
 *
 * @param width rows that a beam search follows side by side; 1 otherwise
 * @param lengthPenalty how much longer rows are favoured in a beam search, 0 not at all
 * @param sampled whether tokens are drawn at random
 * @param topK the likeliest tokens among which is drawn; 0 for all
 * @param temperature divides the logarithms before drawing: below 1 surer, above 1 bolder
 * @param seed of the random numbers
 */
public record Decoding(
    int width, double lengthPenalty, boolean sampled, int topK, double temperature, long seed) {
  /**
   * Checks the numbers.
   *
   * @throws PredictorException when one cannot be
   */
  public Decoding {
    require(width >= 1, "beam(" + width + ")", "at least 1 row");
    require(
        lengthPenalty >= 0 && Double.isFinite(lengthPenalty),
        "lengthPenalty(" + lengthPenalty + ")",
        "a number from 0 on, such as 0.6");
    require(topK >= 0, "topK(" + topK + ")", "at least 1 token, or 0 for all");
    require(
        temperature > 0 && Double.isFinite(temperature),
        "temperature(" + temperature + ")",
        "a number above 0");
  }

  /** The likeliest token each time. */
  public static Decoding greedy() {
    return new Decoding(1, 0, false, 0, 1, 0);
  }

  /** Tokens drawn as likely as the network says they are; the same seed, the same row. */
  public static Decoding sampling(long seed) {
    return new Decoding(1, 0, true, 0, 1, seed);
  }

  /** The likeliest of the rows that are found by following so many of the best side by side. */
  public static Decoding beam(int width) {
    return new Decoding(width, 0, false, 0, 1, 0);
  }

  /** Draws among so many of the likeliest tokens only (Fan et al. 2018). */
  public Decoding topK(int tokens) {
    return new Decoding(width, lengthPenalty, sampled, tokens, temperature, seed);
  }

  /** Divides the logarithms of the probabilities before drawing. */
  public Decoding temperature(double other) {
    return new Decoding(width, lengthPenalty, sampled, topK, other, seed);
  }

  /**
   * Divides the logarithm of a row's probability by {@code ((5 + length) / 6)^α}, the end mark
   * counted, so that longer rows are not put last for their length alone (Wu et al. 2016).
   */
  public Decoding lengthPenalty(double alpha) {
    return new Decoding(width, alpha, sampled, topK, temperature, seed);
  }

  private static void require(boolean holds, String call, String expected) {
    if (!holds) {
      throw new PredictorException(call, "expected " + expected + ".");
    }
  }
}

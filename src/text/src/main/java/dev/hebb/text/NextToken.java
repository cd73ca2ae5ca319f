package dev.hebb.text;

/** What a network says comes next. */
interface NextToken {
  /**
   * Reads a token in each row and says how likely each token is behind it.
   *
   * @param from for each row the one that it goes on from
   * @param tokens one for each row
   * @return by row the logarithms of the probabilities of all tokens; valid until the next call
   */
  double[][] after(int[] from, long[] tokens);
}

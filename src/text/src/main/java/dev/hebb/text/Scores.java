package dev.hebb.text;

import java.util.Arrays;

/** What the numbers are that a network says of the next token. */
enum Scores {
  /** They sum up to 1. */
  PROBABILITIES {
    @Override
    void toLogarithms(double[] row) {
      for (int i = 0; i < row.length; i++) {
        row[i] = Math.log(Math.max(row[i], LEAST));
      }
    }
  },
  /** Their powers sum up to 1. */
  LOGARITHMS {
    @Override
    void toLogarithms(double[] row) {}
  },
  /** What a softmax would be given. */
  LOGITS {
    @Override
    void toLogarithms(double[] row) {
      double most = Arrays.stream(row).max().orElseThrow();
      double sum = 0;
      for (double value : row) {
        sum += Math.exp(value - most);
      }
      double norm = most + Math.log(sum);
      for (int i = 0; i < row.length; i++) {
        row[i] -= norm;
      }
    }
  };

  /** A probability that a float shows as nothing is not nothing. */
  private static final double LEAST = Float.MIN_VALUE;

  /** Replaces them by the logarithms of the probabilities. */
  abstract void toLogarithms(double[] row);
}

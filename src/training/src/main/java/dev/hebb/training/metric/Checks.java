package dev.hebb.training.metric;

import dev.hebb.training.TrainingException;

/** What the numbers of a metric must be. */
final class Checks {
  private Checks() {}

  static void share(String metric, String what, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new TrainingException(
          "%s: expected %s from 0 to 1, got %s.".formatted(metric, what, value));
    }
  }

  static void atLeast(String metric, String what, int least, int value) {
    if (value < least) {
      throw new TrainingException(
          "%s: expected %s of at least %d, got %d.".formatted(metric, what, least, value));
    }
  }
}

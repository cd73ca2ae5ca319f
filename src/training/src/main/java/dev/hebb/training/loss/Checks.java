package dev.hebb.training.loss;

import dev.hebb.training.TrainingException;

/** What the numbers of a loss must be. */
final class Checks {
  private Checks() {}

  static void share(String loss, String what, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new TrainingException(
          "%s: expected %s from 0 to 1, got %s.".formatted(loss, what, value));
    }
  }

  static void positive(String loss, String what, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new TrainingException("%s: expected %s above 0, got %s.".formatted(loss, what, value));
    }
  }

  static void notNegative(String loss, String what, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new TrainingException(
          "%s: expected %s of at least 0, got %s.".formatted(loss, what, value));
    }
  }
}

package dev.hebb.training.schedule;

import dev.hebb.training.TrainingException;

/** What the settings of a schedule must be. */
final class Checked {
  private Checked() {}

  static double positive(String schedule, String what, double value) {
    return refused(
        value > 0 && Double.isFinite(value), schedule, what, "positive and finite", value);
  }

  static double notNegative(String schedule, String what, double value) {
    return refused(
        value >= 0 && Double.isFinite(value), schedule, what, "at least 0 and finite", value);
  }

  static double share(String schedule, String what, double value) {
    return refused(value >= 0 && value <= 1, schedule, what, "from 0 to 1", value);
  }

  static long steps(String schedule, String what, long value) {
    if (value < 1) {
      throw new TrainingException(
          "%s: expected %s to be at least 1, got %d.".formatted(schedule, what, value));
    }
    return value;
  }

  private static double refused(
      boolean good, String schedule, String what, String range, double value) {
    if (!good) {
      throw new TrainingException(
          "%s: expected %s to be %s, got %s.".formatted(schedule, what, range, value));
    }
    return value;
  }
}

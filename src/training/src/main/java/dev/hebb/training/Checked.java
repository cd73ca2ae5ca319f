package dev.hebb.training;

/** What the settings of an optimizer must be. */
final class Checked {
  private Checked() {}

  static void share(String optimizer, String what, double value) {
    check(value >= 0 && value <= 1, optimizer, what, "from 0 to 1", value);
  }

  /** A decay rate: at 1 nothing new would ever be seen. */
  static void decay(String optimizer, String what, double value) {
    check(value >= 0 && value < 1, optimizer, what, "of at least 0 and below 1", value);
  }

  static void notNegative(String optimizer, String what, double value) {
    check(
        value >= 0 && Double.isFinite(value), optimizer, what, "of at least 0, and finite", value);
  }

  static void positive(String optimizer, String what, double value) {
    check(value > 0 && Double.isFinite(value), optimizer, what, "above 0, and finite", value);
  }

  static void count(String optimizer, String what, long value) {
    if (value < 1) {
      throw new TrainingException(
          "%s: expected %s of at least 1, got %d.".formatted(optimizer, what, value));
    }
  }

  static void check(boolean good, String optimizer, String what, String range, double value) {
    if (!good) {
      throw new TrainingException(
          "%s: expected %s %s, got %s.".formatted(optimizer, what, range, value));
    }
  }
}

package dev.hebb.training.schedule;

import dev.hebb.training.TrainingException;

/** The same learning rate at every step. */
record Constant(double rate) implements Schedule {
  Constant {
    if (!(rate >= 0 && Double.isFinite(rate))) {
      throw new TrainingException(
          "learningRate: expected a finite number of at least 0, got " + rate + ".");
    }
  }

  @Override
  public double at(long step) {
    return rate;
  }

  @Override
  public String toString() {
    return Double.toString(rate);
  }
}

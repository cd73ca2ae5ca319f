package dev.hebb.training;

import dev.hebb.training.schedule.Schedule;

/**
 * Adagrad (Duchi et al. 2011) with the arithmetic and the defaults of Keras 3: {@code a += g²; w -=
 * lr·g / √(a + ε)}, where {@code a} begins with 0.1.
 */
public record Adagrad(Schedule learningRate, double initialAccumulator, double epsilon)
    implements Rule {
  public Adagrad {
    Checked.notNegative("adagrad", "an initial accumulator", initialAccumulator);
    Checked.notNegative("adagrad", "an epsilon", epsilon);
  }

  /** Keras's defaults: 0.001, 0.1, 1e-7. */
  public static Adagrad adagrad() {
    return new Adagrad(Schedule.constant(1e-3), 0.1, 1e-7);
  }

  /** With this step size. */
  public Adagrad learningRate(double other) {
    return learningRate(Schedule.constant(other));
  }

  /** With this step size at each step. */
  public Adagrad learningRate(Schedule other) {
    return new Adagrad(other, initialAccumulator, epsilon);
  }

  /** With this sum of squares at the beginning. */
  public Adagrad initialAccumulator(double other) {
    return new Adagrad(learningRate, other, epsilon);
  }

  /** With this number under the root. */
  public Adagrad epsilon(double other) {
    return new Adagrad(learningRate, initialAccumulator, other);
  }

  @Override
  public <R> R accept(RuleVisitor<R> visitor) {
    return visitor.adagrad(this);
  }
}

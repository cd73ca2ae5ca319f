package dev.hebb.training;

import dev.hebb.training.schedule.Schedule;

/**
 * Adam with Nesterov's momentum (Dozat 2015), with the arithmetic and the defaults of Keras 3:
 * {@code w -= lr·m̂ / (√v̂ + ε)}, where {@code m̂} looks a step ahead, along a momentum that grows
 * as {@code β₁·(1 - 0.96ᵗ / 2)}.
 */
public record Nadam(Schedule learningRate, double beta1, double beta2, double epsilon)
    implements Rule {
  public Nadam {
    Checked.decay("nadam", "beta1", beta1);
    Checked.decay("nadam", "beta2", beta2);
    Checked.notNegative("nadam", "an epsilon", epsilon);
  }

  /** Keras's defaults: 0.001, 0.9, 0.999, 1e-7. */
  public static Nadam nadam() {
    return new Nadam(Schedule.constant(1e-3), 0.9, 0.999, 1e-7);
  }

  /** With this step size. */
  public Nadam learningRate(double other) {
    return learningRate(Schedule.constant(other));
  }

  /** With this step size at each step. */
  public Nadam learningRate(Schedule other) {
    return new Nadam(other, beta1, beta2, epsilon);
  }

  /** With these decay rates of the first and the second moment. */
  public Nadam betas(double first, double second) {
    return new Nadam(learningRate, first, second, epsilon);
  }

  /** With this number in the denominator. */
  public Nadam epsilon(double other) {
    return new Nadam(learningRate, beta1, beta2, other);
  }

  @Override
  public <R> R accept(RuleVisitor<R> visitor) {
    return visitor.nadam(this);
  }
}

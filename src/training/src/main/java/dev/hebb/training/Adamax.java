package dev.hebb.training;

import dev.hebb.training.schedule.Schedule;

/**
 * Adamax (Kingma and Ba 2015) with the arithmetic and the defaults of Keras 3: {@code u = max(β₂·u,
 * |g|); w -= lr / (1 - β₁ᵗ)·m / (u + ε)}.
 */
public record Adamax(Schedule learningRate, double beta1, double beta2, double epsilon)
    implements Rule {
  public Adamax {
    Checked.decay("adamax", "beta1", beta1);
    Checked.decay("adamax", "beta2", beta2);
    Checked.notNegative("adamax", "an epsilon", epsilon);
  }

  /** Keras's defaults: 0.001, 0.9, 0.999, 1e-7. */
  public static Adamax adamax() {
    return new Adamax(Schedule.constant(1e-3), 0.9, 0.999, 1e-7);
  }

  /** With this step size. */
  public Adamax learningRate(double other) {
    return learningRate(Schedule.constant(other));
  }

  /** With this step size at each step. */
  public Adamax learningRate(Schedule other) {
    return new Adamax(other, beta1, beta2, epsilon);
  }

  /** With these decay rates of the first moment and the largest gradient. */
  public Adamax betas(double first, double second) {
    return new Adamax(learningRate, first, second, epsilon);
  }

  /** With this number in the denominator. */
  public Adamax epsilon(double other) {
    return new Adamax(learningRate, beta1, beta2, other);
  }

  @Override
  public <R> R accept(RuleVisitor<R> visitor) {
    return visitor.adamax(this);
  }
}

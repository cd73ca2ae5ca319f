package dev.hebb.training;

import dev.hebb.training.schedule.Schedule;

/**
 * Adadelta (Zeiler 2012) with the arithmetic and the defaults of Keras 3: {@code a = ρ·a + (1 -
 * ρ)·g²; δ = √(d + ε)·g / √(a + ε); d = ρ·d + (1 - ρ)·δ²; w -= lr·δ}. The paper has a learning rate
 * of 1.
 */
public record Adadelta(Schedule learningRate, double rho, double epsilon) implements Rule {
  public Adadelta {
    Checked.decay("adadelta", "rho", rho);
    Checked.notNegative("adadelta", "an epsilon", epsilon);
  }

  /** Keras's defaults: 0.001, 0.95, 1e-7. */
  public static Adadelta adadelta() {
    return new Adadelta(Schedule.constant(1e-3), 0.95, 1e-7);
  }

  /** With this step size. */
  public Adadelta learningRate(double other) {
    return learningRate(Schedule.constant(other));
  }

  /** With this step size at each step. */
  public Adadelta learningRate(Schedule other) {
    return new Adadelta(other, rho, epsilon);
  }

  /** With this decay rate of both mean squares. */
  public Adadelta rho(double other) {
    return new Adadelta(learningRate, other, epsilon);
  }

  /** With this number under the roots. */
  public Adadelta epsilon(double other) {
    return new Adadelta(learningRate, rho, other);
  }

  @Override
  public <R> R accept(RuleVisitor<R> visitor) {
    return visitor.adadelta(this);
  }
}

package dev.hebb.training;

import dev.hebb.training.schedule.Schedule;

/**
 * Lamb (You et al. 2020) with the arithmetic and the defaults of Keras 3: Adam's step,
 * bias-corrected before ε is added, as long as {@code lr} times the norm of the parameter that it
 * changes.
 */
public record Lamb(Schedule learningRate, double beta1, double beta2, double epsilon)
    implements Rule {
  public Lamb {
    Checked.decay("lamb", "beta1", beta1);
    Checked.decay("lamb", "beta2", beta2);
    Checked.notNegative("lamb", "an epsilon", epsilon);
  }

  /** Keras's defaults: 0.001, 0.9, 0.999, 1e-7. */
  public static Lamb lamb() {
    return new Lamb(Schedule.constant(1e-3), 0.9, 0.999, 1e-7);
  }

  /** With this step size. */
  public Lamb learningRate(double other) {
    return learningRate(Schedule.constant(other));
  }

  /** With this step size at each step. */
  public Lamb learningRate(Schedule other) {
    return new Lamb(other, beta1, beta2, epsilon);
  }

  /** With these decay rates of the first and the second moment. */
  public Lamb betas(double first, double second) {
    return new Lamb(learningRate, first, second, epsilon);
  }

  /** With this number in the denominator. */
  public Lamb epsilon(double other) {
    return new Lamb(learningRate, beta1, beta2, other);
  }

  @Override
  public <R> R accept(RuleVisitor<R> visitor) {
    return visitor.lamb(this);
  }
}

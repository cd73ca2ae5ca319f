package dev.hebb.training;

import dev.hebb.training.schedule.Schedule;

/**
 * Adam (Kingma and Ba 2015) with the arithmetic and the defaults of Keras 3: {@code w -= lr·√(1 -
 * β₂ᵗ) / (1 - β₁ᵗ)·m / (√v + ε)}. PyTorch adds ε after the correction instead, which matters where
 * gradients are tiny.
 */
public record Adam(
    Schedule learningRate, double beta1, double beta2, double epsilon, boolean amsgrad)
    implements Rule {
  public Adam {
    Checked.decay("adam", "beta1", beta1);
    Checked.decay("adam", "beta2", beta2);
    Checked.notNegative("adam", "an epsilon", epsilon);
  }

  /** Keras's defaults: 0.001, 0.9, 0.999, 1e-7. */
  public static Adam adam() {
    return new Adam(Schedule.constant(1e-3), 0.9, 0.999, 1e-7, false);
  }

  /** With this step size. */
  public Adam learningRate(double other) {
    return learningRate(Schedule.constant(other));
  }

  /** With this step size at each step. */
  public Adam learningRate(Schedule other) {
    return new Adam(other, beta1, beta2, epsilon, amsgrad);
  }

  /** With these decay rates of the first and the second moment. */
  public Adam betas(double first, double second) {
    return new Adam(learningRate, first, second, epsilon, amsgrad);
  }

  /** With this number in the denominator. */
  public Adam epsilon(double other) {
    return new Adam(learningRate, beta1, beta2, other, amsgrad);
  }

  /** Divides by the largest second moment so far (Reddi et al. 2018), so that steps never grow. */
  public Adam withAmsgrad() {
    return new Adam(learningRate, beta1, beta2, epsilon, true);
  }

  @Override
  public <R> R accept(RuleVisitor<R> visitor) {
    return visitor.adam(this);
  }
}

package dev.hebb.training;

import dev.hebb.training.schedule.Schedule;

/**
 * Lion (Chen et al. 2023) with the arithmetic and the defaults of Keras 3: {@code w -= lr·sign(β₁·m
 * + (1 - β₁)·g); m = β₂·m + (1 - β₂)·g}. It wants a learning rate 3 to 10 times smaller than
 * Adam's, and a weight decay as many times larger.
 */
public record Lion(Schedule learningRate, double beta1, double beta2) implements Rule {
  public Lion {
    Checked.check(beta1 > 0 && beta1 <= 1, "lion", "beta1", "above 0 and at most 1", beta1);
    Checked.decay("lion", "beta2", beta2);
  }

  /** Keras's defaults: 0.001, 0.9, 0.99. */
  public static Lion lion() {
    return new Lion(Schedule.constant(1e-3), 0.9, 0.99);
  }

  /** With this step size. */
  public Lion learningRate(double other) {
    return learningRate(Schedule.constant(other));
  }

  /** With this step size at each step. */
  public Lion learningRate(Schedule other) {
    return new Lion(other, beta1, beta2);
  }

  /** With these shares of the momentum in the sign and in itself. */
  public Lion betas(double first, double second) {
    return new Lion(learningRate, first, second);
  }

  @Override
  public <R> R accept(RuleVisitor<R> visitor) {
    return visitor.lion(this);
  }
}

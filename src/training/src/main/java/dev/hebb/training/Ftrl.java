package dev.hebb.training;

import dev.hebb.training.schedule.Schedule;

/**
 * Follow the regularised leader (McMahan et al. 2013) with the arithmetic and the defaults of Keras
 * 3, for wide and sparse linear models: {@code l1} makes weights exactly zero.
 *
 * @param power of the learning rate, 0 or less
 * @param shrinkage L2 that is added to the gradient, not to the loss
 * @param beta of the paper
 */
public record Ftrl(
    Schedule learningRate,
    double power,
    double initialAccumulator,
    double l1,
    double l2,
    double shrinkage,
    double beta)
    implements Rule {
  public Ftrl {
    Checked.check(
        power <= 0 && Double.isFinite(power), "ftrl", "a power", "of at most 0, and finite", power);
    Checked.notNegative("ftrl", "an initial accumulator", initialAccumulator);
    Checked.notNegative("ftrl", "l1", l1);
    Checked.notNegative("ftrl", "l2", l2);
    Checked.notNegative("ftrl", "a shrinkage", shrinkage);
    Checked.notNegative("ftrl", "beta", beta);
  }

  /** Keras's defaults: 0.001, -0.5, 0.1, no regularisation. */
  public static Ftrl ftrl() {
    return new Ftrl(Schedule.constant(1e-3), -0.5, 0.1, 0, 0, 0, 0);
  }

  /** With this step size. */
  public Ftrl learningRate(double other) {
    return learningRate(Schedule.constant(other));
  }

  /** With this step size at each step. */
  public Ftrl learningRate(Schedule other) {
    return new Ftrl(other, power, initialAccumulator, l1, l2, shrinkage, beta);
  }

  /** With this power of the learning rate. */
  public Ftrl power(double other) {
    return new Ftrl(learningRate, other, initialAccumulator, l1, l2, shrinkage, beta);
  }

  /** With this sum of squares at the beginning. */
  public Ftrl initialAccumulator(double other) {
    return new Ftrl(learningRate, power, other, l1, l2, shrinkage, beta);
  }

  /** With these strengths of L1 and L2 regularisation. */
  public Ftrl regularized(double first, double second) {
    return new Ftrl(learningRate, power, initialAccumulator, first, second, shrinkage, beta);
  }

  /** With this L2 in the gradient. */
  public Ftrl shrinkage(double other) {
    return new Ftrl(learningRate, power, initialAccumulator, l1, l2, other, beta);
  }

  /** With this β. */
  public Ftrl beta(double other) {
    return new Ftrl(learningRate, power, initialAccumulator, l1, l2, shrinkage, other);
  }

  @Override
  public <R> R accept(RuleVisitor<R> visitor) {
    return visitor.ftrl(this);
  }
}

package dev.hebb.training;

import dev.hebb.training.schedule.Schedule;

/**
 * RMSprop (Tieleman and Hinton 2012) with the arithmetic and the defaults of Keras 3: {@code v =
 * ρ·v + (1 - ρ)·g²; w -= lr·g / √(v + ε)}; with momentum {@code u = momentum·u + lr·g / √(v + ε); w
 * -= u}. PyTorch adds ε outside of the root.
 */
public record RmsProp(
    Schedule learningRate, double rho, double momentum, double epsilon, boolean centered)
    implements Rule {
  public RmsProp {
    Checked.decay("rmsProp", "rho", rho);
    Checked.share("rmsProp", "a momentum", momentum);
    Checked.notNegative("rmsProp", "an epsilon", epsilon);
  }

  /** Keras's defaults: 0.001, 0.9, without momentum, 1e-7. */
  public static RmsProp rmsProp() {
    return new RmsProp(Schedule.constant(1e-3), 0.9, 0, 1e-7, false);
  }

  /** With this step size. */
  public RmsProp learningRate(double other) {
    return learningRate(Schedule.constant(other));
  }

  /** With this step size at each step. */
  public RmsProp learningRate(Schedule other) {
    return new RmsProp(other, rho, momentum, epsilon, centered);
  }

  /** With this decay rate of the mean square. */
  public RmsProp rho(double other) {
    return new RmsProp(learningRate, other, momentum, epsilon, centered);
  }

  /** How much of the last step goes into the next. */
  public RmsProp momentum(double other) {
    return new RmsProp(learningRate, rho, other, epsilon, centered);
  }

  /** With this number under the root. */
  public RmsProp epsilon(double other) {
    return new RmsProp(learningRate, rho, momentum, other, centered);
  }

  /** Divides by the root of the variance of the gradient instead of its mean square. */
  public RmsProp withCentering() {
    return new RmsProp(learningRate, rho, momentum, epsilon, true);
  }

  @Override
  public <R> R accept(RuleVisitor<R> visitor) {
    return visitor.rmsProp(this);
  }
}

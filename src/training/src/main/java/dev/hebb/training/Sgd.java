package dev.hebb.training;

import dev.hebb.training.schedule.Schedule;

/**
 * Stochastic gradient descent with the arithmetic and the defaults of Keras 3: {@code w -= lr·g};
 * with momentum {@code v = momentum·v - lr·g; w += v}, with Nesterov's {@code w += momentum·v -
 * lr·g} instead (Sutskever et al. 2013).
 */
public record Sgd(Schedule learningRate, double momentum, boolean nesterov) implements Rule {
  public Sgd {
    Checked.share("sgd", "a momentum", momentum);
  }

  /** Keras's defaults: 0.01, without momentum. */
  public static Sgd sgd() {
    return new Sgd(Schedule.constant(0.01), 0, false);
  }

  /** With this step size. */
  public Sgd learningRate(double other) {
    return learningRate(Schedule.constant(other));
  }

  /** With this step size at each step. */
  public Sgd learningRate(Schedule other) {
    return new Sgd(other, momentum, nesterov);
  }

  /** How much of the last step goes into the next. */
  public Sgd momentum(double other) {
    return new Sgd(learningRate, other, nesterov);
  }

  /** Looks ahead along the momentum. */
  public Sgd withNesterov() {
    return new Sgd(learningRate, momentum, true);
  }

  @Override
  public <R> R accept(RuleVisitor<R> visitor) {
    return visitor.sgd(this);
  }
}

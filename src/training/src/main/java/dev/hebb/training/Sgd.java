package dev.hebb.training;

/**
 * Stochastic gradient descent with the arithmetic and the defaults of Keras 3: {@code w -= lr·g};
 * with momentum {@code v = momentum·v - lr·g; w += v}, with Nesterov's {@code w += momentum·v -
 * lr·g} instead (Sutskever et al. 2013).
 */
public record Sgd(double learningRate, double momentum, boolean nesterov) implements Optimizer {
  public Sgd {
    if (!(momentum >= 0 && momentum <= 1)) {
      throw new TrainingException("sgd: expected a momentum from 0 to 1, got " + momentum + ".");
    }
  }

  /** Keras's defaults: 0.01, without momentum. */
  public static Sgd sgd() {
    return new Sgd(0.01, 0, false);
  }

  /** With this step size. */
  public Sgd learningRate(double other) {
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
}

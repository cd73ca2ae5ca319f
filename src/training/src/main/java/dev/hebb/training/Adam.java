package dev.hebb.training;

/**
 * Adam (Kingma and Ba 2015) with the arithmetic and the defaults of Keras 3: {@code w -= lr·√(1 -
 * β₂ᵗ) / (1 - β₁ᵗ)·m / (√v + ε)}. PyTorch adds ε after the correction instead, which matters where
 * gradients are tiny.
 */
public record Adam(double learningRate, double beta1, double beta2, double epsilon)
    implements Optimizer {
  /** Keras's defaults: 0.001, 0.9, 0.999, 1e-7. */
  public static Adam adam() {
    return new Adam(1e-3, 0.9, 0.999, 1e-7);
  }

  /** With this step size. */
  public Adam learningRate(double other) {
    return new Adam(other, beta1, beta2, epsilon);
  }

  /** With these decay rates of the first and the second moment. */
  public Adam betas(double first, double second) {
    return new Adam(learningRate, first, second, epsilon);
  }

  /** With this number in the denominator. */
  public Adam epsilon(double other) {
    return new Adam(learningRate, beta1, beta2, other);
  }
}

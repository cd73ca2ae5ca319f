package dev.hebb.training;

import dev.hebb.training.schedule.Schedule;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019), with the arithmetic and the
 * defaults of Keras 3: {@link Adam} after {@code w -= lr·decay·w}.
 */
public record AdamW(Adam adam, double weightDecay) implements Optimizer {
  public AdamW {
    Checked.notNegative("adamW", "a weight decay", weightDecay);
  }

  /** Keras's defaults: those of Adam, and 0.004. */
  public static AdamW adamW() {
    return new AdamW(Adam.adam(), 0.004);
  }

  /** With this step size. */
  public AdamW learningRate(double other) {
    return new AdamW(adam.learningRate(other), weightDecay);
  }

  /** With this step size at each step. */
  public AdamW learningRate(Schedule other) {
    return new AdamW(adam.learningRate(other), weightDecay);
  }

  /** With these decay rates of the first and the second moment. */
  public AdamW betas(double first, double second) {
    return new AdamW(adam.betas(first, second), weightDecay);
  }

  /** With this number in the denominator. */
  public AdamW epsilon(double other) {
    return new AdamW(adam.epsilon(other), weightDecay);
  }

  /** Divides by the largest second moment so far, so that steps never grow. */
  public AdamW withAmsgrad() {
    return new AdamW(adam.withAmsgrad(), weightDecay);
  }

  @Override
  public AdamW weightDecay(double rate) {
    return new AdamW(adam, rate);
  }

  @Override
  public Rule rule() {
    return adam;
  }

  @Override
  public Settings settings() {
    return Settings.NONE.weightDecay(weightDecay);
  }
}

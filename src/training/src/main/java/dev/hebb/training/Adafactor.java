package dev.hebb.training;

import dev.hebb.training.schedule.Schedule;

/**
 * Adafactor (Shazeer and Stern 2018) with the arithmetic and the defaults of Keras 3: of a matrix
 * it remembers the mean square gradient of each row and of each column only, and its step is in
 * proportion to the weights. The learning rate is at most {@code 1 / √t}. A kernel of more axes
 * counts as matrices of input and output channels, as in Keras; kernels that Keras lays out
 * otherwise, those of depthwise convolutions and of multi-head attention, as what they are here.
 *
 * @param decay second moments decay by {@code 1 - t^decay}
 * @param epsilon1 is added to the square of a gradient
 * @param epsilon2 the least that weights are taken for
 * @param clipThreshold the largest root mean square of a step, before the learning rate
 */
public record Adafactor(
    Schedule learningRate, double decay, double epsilon1, double epsilon2, double clipThreshold)
    implements Rule {
  public Adafactor {
    Checked.check(
        decay < 0 && Double.isFinite(decay), "adafactor", "a decay", "below 0, and finite", decay);
    Checked.notNegative("adafactor", "epsilon1", epsilon1);
    Checked.notNegative("adafactor", "epsilon2", epsilon2);
    Checked.positive("adafactor", "a clip threshold", clipThreshold);
  }

  /** Keras's defaults: 0.001, -0.8, 1e-30, 1e-3, 1. */
  public static Adafactor adafactor() {
    return new Adafactor(Schedule.constant(1e-3), -0.8, 1e-30, 1e-3, 1);
  }

  /** With this step size. */
  public Adafactor learningRate(double other) {
    return learningRate(Schedule.constant(other));
  }

  /** With this step size at each step. */
  public Adafactor learningRate(Schedule other) {
    return new Adafactor(other, decay, epsilon1, epsilon2, clipThreshold);
  }

  /** Second moments decay by {@code 1 - t^other}. */
  public Adafactor decay(double other) {
    return new Adafactor(learningRate, other, epsilon1, epsilon2, clipThreshold);
  }

  /** With this added to squares of gradients, and weights taken for at least that. */
  public Adafactor epsilons(double first, double second) {
    return new Adafactor(learningRate, decay, first, second, clipThreshold);
  }

  /** With steps of at most this root mean square, before the learning rate. */
  public Adafactor clipThreshold(double other) {
    return new Adafactor(learningRate, decay, epsilon1, epsilon2, other);
  }

  @Override
  public <R> R accept(RuleVisitor<R> visitor) {
    return visitor.adafactor(this);
  }
}

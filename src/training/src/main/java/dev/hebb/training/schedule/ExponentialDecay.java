package dev.hebb.training.schedule;

/** {@code initial·rate^(step / steps)}. Keras: ExponentialDecay. */
public record ExponentialDecay(double initial, long steps, double rate, boolean inStairs)
    implements Schedule {
  public ExponentialDecay {
    Checked.positive("exponentialDecay", "the first learning rate", initial);
    Checked.steps("exponentialDecay", "the steps", steps);
    Checked.positive("exponentialDecay", "the rate", rate);
  }

  /**
   * Decays at every step.
   *
   * @param steps after which the learning rate is {@code rate} times what it was
   */
  public static ExponentialDecay exponentialDecay(double initial, long steps, double rate) {
    return new ExponentialDecay(initial, steps, rate, false);
  }

  /** Decays after each {@code steps} steps only, by the whole rate. */
  public ExponentialDecay staircase() {
    return new ExponentialDecay(initial, steps, rate, true);
  }

  @Override
  public double at(long step) {
    double periods = (double) step / steps;
    return initial * Math.pow(rate, inStairs ? Math.floor(periods) : periods);
  }
}

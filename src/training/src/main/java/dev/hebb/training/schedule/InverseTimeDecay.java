package dev.hebb.training.schedule;

/** {@code initial / (1 + rate·step / steps)}. Keras: InverseTimeDecay. */
public record InverseTimeDecay(double initial, long steps, double rate, boolean inStairs)
    implements Schedule {
  public InverseTimeDecay {
    Checked.positive("inverseTimeDecay", "the first learning rate", initial);
    Checked.steps("inverseTimeDecay", "the steps", steps);
    Checked.notNegative("inverseTimeDecay", "the rate", rate);
  }

  /** Decays at every step. */
  public static InverseTimeDecay inverseTimeDecay(double initial, long steps, double rate) {
    return new InverseTimeDecay(initial, steps, rate, false);
  }

  /** Decays after each {@code steps} steps only. */
  public InverseTimeDecay staircase() {
    return new InverseTimeDecay(initial, steps, rate, true);
  }

  @Override
  public double at(long step) {
    double periods = (double) step / steps;
    return initial / (1 + rate * (inStairs ? Math.floor(periods) : periods));
  }
}

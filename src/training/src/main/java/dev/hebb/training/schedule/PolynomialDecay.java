package dev.hebb.training.schedule;

/**
 * {@code (initial - end)·(1 - step / steps)^power + end}, then {@code end} for good. Keras:
 * PolynomialDecay, with its defaults: a line to 0.0001.
 */
public record PolynomialDecay(double initial, long steps, double end, double power, boolean cycling)
    implements Schedule {
  public PolynomialDecay {
    Checked.positive("polynomialDecay", "the first learning rate", initial);
    Checked.steps("polynomialDecay", "the steps", steps);
    Checked.notNegative("polynomialDecay", "the last learning rate", end);
    Checked.positive("polynomialDecay", "the power", power);
  }

  /** A line to 0.0001. */
  public static PolynomialDecay polynomialDecay(double initial, long steps) {
    return new PolynomialDecay(initial, steps, 1e-4, 1, false);
  }

  /** Where it ends. */
  public PolynomialDecay end(double other) {
    return new PolynomialDecay(initial, steps, other, power, cycling);
  }

  /** Of which degree the curve is. */
  public PolynomialDecay power(double other) {
    return new PolynomialDecay(initial, steps, end, other, cycling);
  }

  /**
   * Begins anew after {@code steps} steps, lower each time: as if the decay took the next multiple
   * of them.
   */
  public PolynomialDecay cycle() {
    return new PolynomialDecay(initial, steps, end, power, true);
  }

  @Override
  public double at(long step) {
    double done = (double) Math.min(step, steps) / steps;
    if (cycling) {
      double length = (double) steps * Math.max(1, (step + steps - 1) / steps);
      done = step / length;
    }
    return (initial - end) * Math.pow(1 - done, power) + end;
  }
}

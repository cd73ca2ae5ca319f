package dev.hebb.training.schedule;

/**
 * Half a cosine from {@code initial} to {@code alpha·initial}, then that for good (Loshchilov and
 * Hutter 2017). Keras: CosineDecay; with {@code warmup_target} and {@code warmup_steps} there, here
 * {@code cosineDecay(target, steps).warmUp(warmUpSteps)}.
 */
public record CosineDecay(double initial, long steps, double alpha) implements Schedule {
  public CosineDecay {
    Checked.positive("cosineDecay", "the first learning rate", initial);
    Checked.steps("cosineDecay", "the steps", steps);
    Checked.share("cosineDecay", "alpha", alpha);
  }

  /** To 0. */
  public static CosineDecay cosineDecay(double initial, long steps) {
    return new CosineDecay(initial, steps, 0);
  }

  /** Ends at this share of the first learning rate. */
  public CosineDecay alpha(double other) {
    return new CosineDecay(initial, steps, other);
  }

  @Override
  public double at(long step) {
    double done = (double) Math.min(step, steps) / steps;
    return initial * ((1 - alpha) * 0.5 * (1 + Math.cos(Math.PI * done)) + alpha);
  }
}

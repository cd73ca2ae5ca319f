package dev.hebb.training.schedule;

import dev.hebb.training.TrainingException;

/**
 * Half a cosine from {@code initial} to {@code alpha·initial}, again and again (SGDR, Loshchilov
 * and Hutter 2017). Keras: CosineDecayRestarts, with its defaults: each twice as long as the one
 * before, and as high.
 *
 * @param longer how many times as long each is as the one before; Keras's {@code t_mul}
 * @param higher how many times as high; Keras's {@code m_mul}
 */
public record CosineDecayRestarts(
    double initial, long firstSteps, double longer, double higher, double alpha)
    implements Schedule {
  public CosineDecayRestarts {
    Checked.positive("cosineDecayRestarts", "the first learning rate", initial);
    Checked.steps("cosineDecayRestarts", "the first steps", firstSteps);
    if (!(longer >= 1 && Double.isFinite(longer))) {
      throw new TrainingException(
          "cosineDecayRestarts: expected each to be at least 1 time as long as the one before, got "
              + longer
              + ".");
    }
    Checked.positive("cosineDecayRestarts", "the height of each beside the one before", higher);
    Checked.share("cosineDecayRestarts", "alpha", alpha);
  }

  /** To 0; the first of so many steps. */
  public static CosineDecayRestarts cosineDecayRestarts(double initial, long firstSteps) {
    return new CosineDecayRestarts(initial, firstSteps, 2, 1, 0);
  }

  /** Each is so many times as long as the one before. */
  public CosineDecayRestarts longer(double times) {
    return new CosineDecayRestarts(initial, firstSteps, times, higher, alpha);
  }

  /** Each begins so many times as high as the one before. */
  public CosineDecayRestarts higher(double times) {
    return new CosineDecayRestarts(initial, firstSteps, longer, times, alpha);
  }

  /** Each ends at this share of the first learning rate. */
  public CosineDecayRestarts alpha(double other) {
    return new CosineDecayRestarts(initial, firstSteps, longer, higher, other);
  }

  @Override
  public double at(long step) {
    double fraction = (double) step / firstSteps;
    double restarts = Math.floor(fraction);
    double done = fraction - restarts;
    if (longer != 1) {
      restarts = Math.floor(Math.log(1 - fraction * (1 - longer)) / Math.log(longer));
      // A logarithm of a power may come out a bit below the whole number that it is.
      if (begun(restarts + 1) <= fraction) {
        restarts++;
      }
      done = (fraction - begun(restarts)) / Math.pow(longer, restarts);
    }
    double height = Math.pow(higher, restarts);
    double cosine = 0.5 * height * (1 + Math.cos(Math.PI * done));
    return initial * ((1 - alpha) * cosine + alpha);
  }

  // When the one after so many restarts begins, in lengths of the first.
  private double begun(double restarts) {
    return (1 - Math.pow(longer, restarts)) / (1 - longer);
  }
}

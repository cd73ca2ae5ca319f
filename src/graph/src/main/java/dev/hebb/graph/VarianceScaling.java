package dev.hebb.graph;

import java.util.random.RandomGenerator;

/**
 * Mean 0 and variance {@code scale / fan}, so that signals keep their size from layer to layer.
 * Glorot's, He's and LeCun's initialisers are this one with a scale and a mode.
 */
public record VarianceScaling(double scale, Mode mode, Distribution distribution)
    implements Initializer {
  public VarianceScaling {
    if (!(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
      throw new DeclarationException(
          "variance scaling: expected a scale above 0, got %s. Give a positive number."
              .formatted(scale));
    }
  }

  /** By which fan the variance is divided. */
  public enum Mode {
    FAN_IN,
    FAN_OUT,
    /** The mean of the two. */
    FAN_AVG
  }

  /** How the numbers lie around zero; the variance is that of the formula with each. */
  public enum Distribution {
    /** Normal, cut at two deviations. */
    TRUNCATED_NORMAL,
    UNTRUNCATED_NORMAL,
    UNIFORM
  }

  // The deviation of a standard normal that is cut at ±2.
  private static final double CUT = 0.8796256610342398;

  @Override
  public float[] draw(RandomGenerator random, long[] dims, Fans fans) {
    double in = (double) fans.in();
    double out = (double) fans.out();
    double fan =
        switch (mode) {
          case FAN_IN -> in;
          case FAN_OUT -> out;
          case FAN_AVG -> (in + out) / 2;
        };
    double variance = scale / Math.max(1, fan);
    double limit = Math.sqrt(3 * variance);
    Initializer drawn =
        switch (distribution) {
          case TRUNCATED_NORMAL -> new Normal(0, Math.sqrt(variance) / CUT, true);
          case UNTRUNCATED_NORMAL -> new Normal(0, Math.sqrt(variance), false);
          case UNIFORM -> new Uniform(-limit, limit);
        };
    return drawn.draw(random, dims, fans);
  }
}

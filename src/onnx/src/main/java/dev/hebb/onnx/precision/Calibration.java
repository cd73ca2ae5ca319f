package dev.hebb.onnx.precision;

import java.util.Locale;

/** How far the numbers reach that a file keeps, of those that were seen. */
public sealed interface Calibration {
  /** As far as any that was seen. */
  static Calibration minMax() {
    return new MinMax();
  }

  /**
   * Without the outermost: so many in a hundred are within, such as 99.99.
   *
   * @param percent above 50, at most 100
   */
  static Calibration percentile(double percent) {
    return new Percentile(percent);
  }

  /**
   * Where what is cut off and what is rounded loses least of the distribution, by its
   * Kullback-Leibler divergence (Migacz 2017).
   */
  static Calibration entropy() {
    return new Entropy();
  }

  /** What a file says of it. */
  String text();

  /** As far as any. */
  record MinMax() implements Calibration {
    @Override
    public String text() {
      return "min-max";
    }
  }

  /** All but the outermost. */
  record Percentile(double percent) implements Calibration {
    public Percentile {
      if (!(percent > 50 && percent <= 100)) {
        throw new IllegalArgumentException(
            "percentile: expected above 50 and at most 100, got %s. Most take 99.99."
                .formatted(percent));
      }
    }

    @Override
    public String text() {
      return String.format(Locale.ROOT, "percentile %s", percent);
    }
  }

  /** The least divergence. */
  record Entropy() implements Calibration {
    @Override
    public String text() {
      return "entropy";
    }
  }
}

package dev.hebb.graph;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Figures of data that comes in parts, one number per feature (the last axis), in float64. How the
 * rows are parted changes nothing, not even the last bit. The spread is Welford's (1962).
 */
public final class RunningStatistics {
  private final double[] sum;
  private final double[] mean;
  private final double[] squares;
  private final double[] least;
  private final double[] most;
  private long rows;

  /** Of rows of so many numbers. */
  public RunningStatistics(int features) {
    sum = new double[features];
    mean = new double[features];
    squares = new double[features];
    least = new double[features];
    most = new double[features];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    Arrays.fill(most, Double.NEGATIVE_INFINITY);
  }

  /** Adds rows, one after the other; whole ones. */
  public void add(FloatBuffer data) {
    while (data.hasRemaining()) {
      rows++;
      for (int f = 0; f < sum.length; f++) {
        double value = data.get();
        double off = value - mean[f];
        sum[f] += value;
        mean[f] += off / rows;
        squares[f] += off * (value - mean[f]);
        least[f] = Math.min(least[f], value);
        most[f] = Math.max(most[f], value);
      }
    }
  }

  /** One figure of all that was added. */
  public float[] of(Statistic statistic) {
    float[] result = new float[sum.length];
    for (int f = 0; f < result.length; f++) {
      double deviation = Math.sqrt(squares[f] / rows);
      result[f] =
          (float)
              switch (statistic) {
                case MEAN -> sum[f] / rows;
                case STANDARD_DEVIATION -> deviation == 0 ? 1 : deviation;
                case MINIMUM -> least[f];
                case RANGE -> most[f] == least[f] ? 1 : most[f] - least[f];
              };
    }
    return result;
  }
}

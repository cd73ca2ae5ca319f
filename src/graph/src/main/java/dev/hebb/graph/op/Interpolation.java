package dev.hebb.graph.op;

/**
 * What stands between numbers whose centres lie at half integers, so that {@code out} numbers from
 * {@code in} stand at {@code c(i) = (i + 1/2)·in/out}.
 */
public enum Interpolation {
  /** The number whose place c(i) falls into: {@code x[floor(c(i))]}. */
  NEAREST,
  /** A line between the two neighbours. */
  LINEAR,
  /** A cubic through four neighbours, with a = -1/2 (Keys 1981); none from beyond the border. */
  CUBIC;

  /** Which number {@link #NEAREST} takes for each, without rounding. */
  public static long[] nearest(long in, long out) {
    long[] indices = new long[Math.toIntExact(out)];
    for (int i = 0; i < out; i++) {
      indices[i] = (2L * i + 1) * in / (2 * out);
    }
    return indices;
  }

  /** How much each of {@code in} numbers counts in each of {@code out}, a row for each. */
  public float[] weights(long in, long out, boolean antialias) {
    return weights(in, out, 0, out, antialias);
  }

  /** As {@link #weights(long, long, boolean)}, of {@code taken} of them from {@code first} on. */
  public float[] weights(long in, long out, long first, long taken, boolean antialias) {
    float[] weights = new float[Math.toIntExact(in * taken)];
    for (int i = 0; i < taken; i++) {
      double spread = antialias ? Math.max((double) in / out, 1) : 1;
      double centre = (first + i + 0.5) * in / out - 0.5;
      double sum = 0;
      for (int j = 0; j < in; j++) {
        sum += kernel(Math.abs(centre - j) / spread);
      }
      for (int j = 0; j < in; j++) {
        weights[(int) (i * in) + j] = (float) (kernel(Math.abs(centre - j) / spread) / sum);
      }
    }
    return weights;
  }

  private double kernel(double d) {
    if (this == LINEAR) {
      return Math.max(1 - d, 0);
    } else if (this == NEAREST) {
      throw new IllegalStateException("takes one number as it is");
    }
    if (d < 1) {
      return (1.5 * d - 2.5) * d * d + 1;
    }
    return d < 2 ? ((-0.5 * d + 2.5) * d - 4) * d + 2 : 0;
  }
}

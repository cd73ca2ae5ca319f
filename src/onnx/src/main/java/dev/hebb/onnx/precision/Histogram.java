package dev.hebb.onnx.precision;

import java.nio.FloatBuffer;

/** How often numbers of each size were seen. Not thread-safe. */
final class Histogram {
  private static final int BINS = 2048;
  private static final int LEVELS = 256; // of a byte
  private static final int TRIES = 256;
  private static final int LEAST = TRIES / 8;

  private final Range range;
  private final double width;
  private final double[] counts = new double[BINS];
  // Zeros are kept as they are, so that there is nothing to lose of them.
  private double zeros;

  /**
   * Of numbers within a range.
   *
   * @param range of all that will be seen
   */
  Histogram(Range range) {
    this.range = range;
    this.width = Math.max(((double) range.most() - range.least()) / BINS, Double.MIN_NORMAL);
  }

  void add(FloatBuffer values) {
    while (values.hasRemaining()) {
      float value = values.get();
      if (value == 0) {
        zeros++;
      } else {
        counts[bin(value)]++;
      }
    }
  }

  private int bin(double value) {
    return (int) Math.max(0, Math.min(BINS - 1, (value - range.least()) / width));
  }

  /** The part of the range that this calibration keeps. */
  Range kept(Calibration calibration) {
    if (calibration instanceof Calibration.Percentile percentile) {
      return within(percentile.percent());
    }
    return calibration instanceof Calibration.Entropy ? leastDivergence() : range;
  }

  // As many cut off on one side as on the other, if there are two.
  private Range within(double percent) {
    double total = total(0, BINS) + zeros;
    boolean both = range.least() < 0 && range.most() > 0;
    double cut = total * (1 - percent / 100) / (both ? 2 : 1);
    int low = 0;
    for (double sum = counts[0]; range.least() < 0 && sum <= cut; sum += counts[low]) {
      low++;
    }
    int high = BINS;
    for (double sum = counts[BINS - 1]; range.most() > 0 && sum <= cut; sum += counts[high - 1]) {
      high--;
    }
    return part(low, high);
  }

  private Range leastDivergence() {
    double reach = Math.max(Math.abs(range.least()), Math.abs(range.most()));
    Range best = range;
    double least = Double.POSITIVE_INFINITY;
    for (int i = LEAST; i <= TRIES; i++) {
      double most = reach * i / TRIES;
      int low = bin(Math.max(range.least(), -most));
      int high = bin(Math.min(range.most(), most)) + 1;
      double divergence = divergence(low, high);
      if (divergence < least) {
        least = divergence;
        best = part(low, high);
      }
    }
    return best;
  }

  // Of what is kept, with what is cut off put at its ends, from the same in as many levels as a
  // byte has.
  private double divergence(int low, int high) {
    double total = total(0, BINS);
    double within = total(low, high);
    if (within == 0) {
      return Double.POSITIVE_INFINITY;
    }
    double sum = 0;
    for (int level = 0; level < LEVELS; level++) {
      int from = low + (high - low) * level / LEVELS;
      int to = low + (high - low) * (level + 1) / LEVELS;
      double filled = 0;
      for (int i = from; i < to; i++) {
        filled += counts[i] > 0 ? 1 : 0;
      }
      double each = filled == 0 ? 0 : total(from, to) / filled / within;
      for (int i = from; i < to; i++) {
        double left = i == low ? total(0, low) : 0;
        double right = i == high - 1 ? total(high, BINS) : 0;
        double expected = (counts[i] + left + right) / total;
        double kept = counts[i] > 0 ? each : 0;
        if (expected > 0) {
          sum += kept > 0 ? expected * Math.log(expected / kept) : Double.POSITIVE_INFINITY;
        }
      }
    }
    return sum;
  }

  private double total(int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += counts[i];
    }
    return sum;
  }

  private Range part(int low, int high) {
    return new Range(
        low == 0 ? range.least() : (float) (range.least() + low * width),
        high == BINS ? range.most() : (float) (range.least() + high * width));
  }
}

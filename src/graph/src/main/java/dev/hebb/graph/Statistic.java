package dev.hebb.graph;

import java.nio.FloatBuffer;

/** A figure of the training data, one number per feature (the last axis). */
public enum Statistic {
  MEAN,
  /** Of the population: divided by n. One where the data does not vary. */
  STANDARD_DEVIATION,
  MINIMUM,
  /** Maximum minus minimum. One where the data does not vary. */
  RANGE;

  /**
   * Over {@code rows} of {@code features} numbers each, in float64.
   *
   * @param data rows one after the other; its length is a multiple of {@code features}
   */
  public float[] of(float[] data, int features) {
    RunningStatistics statistics = new RunningStatistics(features);
    statistics.add(FloatBuffer.wrap(data));
    return statistics.of(this);
  }
}

package dev.hebb.graph;

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
    float[] result = new float[features];
    int rows = data.length / features;
    for (int f = 0; f < features; f++) {
      double sum = 0;
      double least = Double.POSITIVE_INFINITY;
      double most = Double.NEGATIVE_INFINITY;
      for (int i = f; i < data.length; i += features) {
        sum += data[i];
        least = Math.min(least, data[i]);
        most = Math.max(most, data[i]);
      }
      double mean = sum / rows;
      double squares = 0;
      for (int i = f; i < data.length; i += features) {
        squares += (data[i] - mean) * (data[i] - mean);
      }
      double deviation = Math.sqrt(squares / rows);
      result[f] =
          (float)
              switch (this) {
                case MEAN -> mean;
                case STANDARD_DEVIATION -> deviation == 0 ? 1 : deviation;
                case MINIMUM -> least;
                case RANGE -> most == least ? 1 : most - least;
              };
    }
    return result;
  }
}

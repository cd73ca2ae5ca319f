package dev.hebb.gallery;

import dev.hebb.graph.Tensor;
import dev.hebb.training.data.Dataset;
import java.util.Arrays;

/** A baseline that learns nothing but means: the class whose mean example is the nearest. */
final class NearestCentroid {
  private final double[][] centroids;
  private final double[] scale;

  private NearestCentroid(double[][] centroids, double[] scale) {
    this.centroids = centroids;
    this.scale = scale;
  }

  /**
   * The mean of each class.
   *
   * @param training one input, and labels from 0
   * @param standardised whether each feature's distance is measured in its standard deviations
   */
  static NearestCentroid of(Dataset training, boolean standardised) {
    Tensor inputs = training.inputs().get(0);
    float[] values = inputs.toFloats();
    long[] labels = training.targets().get(0).toLongs();
    int features = values.length / labels.length;
    int classes = 1 + (int) Arrays.stream(labels).max().orElseThrow();
    double[][] sums = new double[classes][features];
    int[] counts = new int[classes];
    double[] sum = new double[features];
    double[] squares = new double[features];
    for (int row = 0; row < labels.length; row++) {
      int label = (int) labels[row];
      counts[label]++;
      for (int i = 0; i < features; i++) {
        double value = values[row * features + i];
        sums[label][i] += value;
        sum[i] += value;
        squares[i] += value * value;
      }
    }
    double[] scale = new double[features];
    for (int i = 0; i < features; i++) {
      double mean = sum[i] / labels.length;
      scale[i] = standardised ? Math.sqrt(squares[i] / labels.length - mean * mean) : 1;
      for (int label = 0; label < classes; label++) {
        sums[label][i] /= counts[label];
      }
    }
    return new NearestCentroid(sums, scale);
  }

  /** The class of each row. */
  long[] classes(Tensor rows) {
    float[] values = rows.toFloats();
    int features = scale.length;
    long[] said = new long[values.length / features];
    for (int row = 0; row < said.length; row++) {
      double nearest = Double.POSITIVE_INFINITY;
      for (int label = 0; label < centroids.length; label++) {
        double distance = 0;
        for (int i = 0; i < features; i++) {
          double off = (values[row * features + i] - centroids[label][i]) / scale[i];
          distance += off * off;
        }
        if (distance < nearest) {
          nearest = distance;
          said[row] = label;
        }
      }
    }
    return said;
  }
}

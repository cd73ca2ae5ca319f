package dev.hebb.training;

import dev.hebb.graph.Tensor;
import dev.hebb.graph.Weights;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Figures averaged over batches, each batch by its number of rows. */
final class Means {
  private final List<String> names;
  private final double[] sums;
  private long rows;

  Means(List<String> names) {
    this.names = names;
    this.sums = new double[names.size()];
  }

  void add(double[] figures, int count) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += figures[i] * count;
    }
    rows += count;
  }

  Map<String, Double> byName(String prefix) {
    Map<String, Double> means = new LinkedHashMap<>();
    for (int i = 0; i < sums.length; i++) {
      means.put(prefix + names.get(i), sums[i] / rows);
    }
    return means;
  }

  /** Whether every number of these weights is one. */
  static boolean finite(Weights weights) {
    for (Tensor tensor : weights.tensors().values()) {
      FloatBuffer values = tensor.floats();
      while (values.hasRemaining()) {
        if (!Float.isFinite(values.get())) {
          return false;
        }
      }
    }
    return true;
  }
}

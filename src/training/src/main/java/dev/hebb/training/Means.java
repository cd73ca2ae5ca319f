package dev.hebb.training;

import dev.hebb.graph.Tensor;
import dev.hebb.graph.Weights;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** Figures averaged over batches, each batch by how much of it the figure is the mean of. */
final class Means {
  private final List<String> names;
  private final List<Integer> counts;
  private final double[] sums;
  private final double[] weights;

  Means(Objective objective) {
    this.names = objective.figures();
    this.counts = objective.counts();
    this.sums = new double[names.size()];
    this.weights = new double[names.size()];
  }

  /**
   * Adds a batch.
   *
   * @param outputs of the objective
   */
  void add(double[] outputs, int rows) {
    for (int i = 0; i < sums.length; i++) {
      double weight = counts.get(i) < 0 ? rows : outputs[counts.get(i)];
      sums[i] += outputs[i] * weight;
      weights[i] += weight;
    }
  }

  /** What was added so far. */
  List<Double> state() {
    return DoubleStream.concat(Arrays.stream(sums), Arrays.stream(weights)).boxed().toList();
  }

  /** Goes on from what was {@link #state}. */
  void restore(List<Double> state) {
    for (int i = 0; i < state.size() / 2; i++) {
      sums[i] = state.get(i);
      weights[i] = state.get(sums.length + i);
    }
  }

  Map<String, Double> byName(String prefix) {
    Map<String, Double> means = new LinkedHashMap<>();
    for (int i = 0; i < sums.length; i++) {
      means.put(prefix + names.get(i), sums[i] / weights[i]);
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

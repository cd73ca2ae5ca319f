package dev.hebb.training;

import dev.hebb.graph.Tensor;
import dev.hebb.graph.Weights;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * Figures over all batches: the mean of the losses, each batch by its rows, and what the metrics
 * make of their sums.
 */
final class Means {
  private final Objective objective;
  private final List<double[]> sums = new ArrayList<>();
  private double rows;

  Means(Objective objective) {
    this.objective = objective;
    for (int i = 0; i < objective.graph().outputs().size(); i++) {
      sums.add(new double[objective.size(i)]);
    }
  }

  /**
   * Adds a batch.
   *
   * @param outputs of the objective, one behind the other
   */
  void add(double[] outputs, int count) {
    rows += count;
    int at = 0;
    for (int i = 0; i < sums.size(); i++) {
      double times = i < objective.losses().size() ? count : 1;
      double[] sum = sums.get(i);
      for (int k = 0; k < sum.length; k++) {
        sum[k] += times * outputs[at++];
      }
    }
  }

  /** What was added so far. */
  List<Double> state() {
    return DoubleStream.concat(DoubleStream.of(rows), sums.stream().flatMapToDouble(Arrays::stream))
        .boxed()
        .toList();
  }

  /** Goes on from what was {@link #state}. */
  void restore(List<Double> state) {
    rows = state.get(0);
    int at = 1;
    for (double[] sum : sums) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] = state.get(at++);
      }
    }
  }

  Map<String, Double> byName(String prefix) {
    Map<String, Double> figures = new LinkedHashMap<>();
    for (int i = 0; i < objective.losses().size(); i++) {
      figures.put(prefix + objective.losses().get(i), sums.get(i)[0] / rows);
    }
    for (Objective.Shown each : objective.shown()) {
      Measure measure = each.measure();
      List<double[]> own = sums.subList(each.first(), each.first() + measure.sums().size());
      List<Double> values = measure.figures().apply(own);
      for (int i = 0; i < values.size(); i++) {
        figures.put(prefix + each.figures().get(i), values.get(i));
      }
    }
    return figures;
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

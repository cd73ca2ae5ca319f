package dev.hebb.training;

import dev.hebb.graph.Tensor;
import dev.hebb.training.data.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** The least and the most of each tensor's numbers, over all that was looked at. */
final class Ranges {
  private final double[] least;
  private final double[] most;

  Ranges(int tensors) {
    least = new double[tensors];
    most = new double[tensors];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    Arrays.fill(most, Double.NEGATIVE_INFINITY);
  }

  /** Those of examples in memory. */
  static Ranges of(List<Tensor> tensors) {
    Ranges ranges = new Ranges(tensors.size());
    for (int i = 0; i < tensors.size(); i++) {
      Tensor tensor = tensors.get(i);
      ranges.look(i, TensorSpec.of(tensor.type(), tensor.dims()), tensor.bytes());
    }
    return ranges;
  }

  /** Looks at more numbers of a tensor. */
  void look(int tensor, TensorSpec spec, ByteBuffer bytes) {
    ByteBuffer little = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    switch (spec.type()) {
      case FLOAT32 -> look(tensor, little.asFloatBuffer());
      case INT64 -> look(tensor, little.asLongBuffer());
      default -> {}
    }
  }

  private void look(int tensor, FloatBuffer values) {
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < values.limit(); i++) {
      float value = values.get(i);
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    widen(tensor, low, high);
  }

  private void look(int tensor, LongBuffer values) {
    for (int i = 0; i < values.limit(); i++) {
      widen(tensor, (double) values.get(i), (double) values.get(i));
    }
  }

  private void widen(int tensor, double low, double high) {
    least[tensor] = Math.min(least[tensor], low);
    most[tensor] = Math.max(most[tensor], high);
  }

  /** Those of both. */
  void add(Ranges other) {
    for (int i = 0; i < least.length; i++) {
      widen(i, other.least[i], other.most[i]);
    }
  }

  /** All least, then all most. */
  List<Double> state() {
    return DoubleStream.concat(Arrays.stream(least), Arrays.stream(most)).boxed().toList();
  }

  /** Those that were {@link #state}. */
  static Ranges of(int tensors, List<Double> state) {
    Ranges ranges = new Ranges(tensors);
    for (int i = 0; i < state.size() / 2; i++) {
      ranges.widen(i, state.get(i), state.get(state.size() / 2 + i));
    }
    return ranges;
  }

  double least(int tensor) {
    return least[tensor];
  }

  double most(int tensor) {
    return most[tensor];
  }

  /** Whether all numbers of a tensor are numbers. */
  boolean finite(int tensor) {
    return Double.isFinite(least[tensor]) && Double.isFinite(most[tensor]);
  }

  /** As a model file notes it: least and most. */
  String text(int tensor) {
    return (float) least[tensor] + " " + (float) most[tensor];
  }
}

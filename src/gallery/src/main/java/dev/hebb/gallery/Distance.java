package dev.hebb.gallery;

import dev.hebb.graph.Tensor;
import java.nio.FloatBuffer;

/** How far two tensors of one shape are apart. */
final class Distance {
  private Distance() {}

  /** The largest |Δ| of two numbers at one place. */
  static double largest(Tensor one, Tensor other) {
    FloatBuffer a = one.floats();
    FloatBuffer b = same(one, other);
    double largest = 0;
    while (a.hasRemaining()) {
      largest = Math.max(largest, Math.abs((double) a.get() - b.get()));
    }
    return largest;
  }

  /** The mean of the squared differences. */
  static double squared(Tensor one, Tensor other) {
    FloatBuffer a = one.floats();
    FloatBuffer b = same(one, other);
    double sum = 0;
    while (a.hasRemaining()) {
      double delta = (double) a.get() - b.get();
      sum += delta * delta;
    }
    return sum / one.size();
  }

  private static FloatBuffer same(Tensor one, Tensor other) {
    if (one.size() != other.size()) {
      throw new IllegalArgumentException("expected " + one + ", got " + other + ".");
    }
    return other.floats();
  }
}

package dev.hebb.graph;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Where the first numbers of a parameter come from. The formulas are those of Keras 3 ({@code
 * keras/src/initializers}); the random numbers are Java's.
 */
public sealed interface Initializer {
  /** Every number the same: Keras's zeros, ones and constant. */
  record Constant(double value) implements Initializer {}

  /** Uniform within ±√(6 / (fan in + fan out)) (Glorot and Bengio 2010). */
  record GlorotUniform() implements Initializer {}

  /** Orthonormal columns (or rows, if those are fewer) of a 2-D parameter (Saxe et al. 2014). */
  record Orthogonal(double gain) implements Initializer {}

  /**
   * {@code gates} blocks of equal length, zeros but for ones in block {@code open} (LSTM: forget).
   */
  record GateBias(int gates, int open) implements Initializer {}

  /** Not drawn but measured: a statistic of the value named {@code of} over the training split. */
  record Fitted(Statistic statistic, String of) implements Initializer {}

  /** All zero. */
  static Initializer zeros() {
    return new Constant(0);
  }

  /** All one. */
  static Initializer ones() {
    return new Constant(1);
  }

  /**
   * Draws {@code dims} numbers, outermost axis first.
   *
   * @param fans how many inputs and outputs one unit has; the layer knows its own layout
   */
  default float[] draw(RandomGenerator random, long[] dims, Fans fans) {
    int size = Math.toIntExact(Tensor.elements(dims));
    float[] values = new float[size];
    if (this instanceof Constant constant) {
      Arrays.fill(values, (float) constant.value);
    } else if (this instanceof GlorotUniform) {
      double limit = Math.sqrt(6.0 / (fans.in() + fans.out()));
      for (int i = 0; i < size; i++) {
        values[i] = (float) random.nextDouble(-limit, limit);
      }
    } else if (this instanceof Orthogonal orthogonal) {
      return Orthonormal.draw(random, (int) dims[0], size / (int) dims[0], orthogonal.gain);
    } else if (this instanceof GateBias bias) {
      int block = size / bias.gates;
      Arrays.fill(values, bias.open * block, (bias.open + 1) * block, 1f);
    }
    return values;
  }
}

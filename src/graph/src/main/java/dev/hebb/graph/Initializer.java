package dev.hebb.graph;

import dev.hebb.graph.VarianceScaling.Distribution;
import dev.hebb.graph.VarianceScaling.Mode;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Where the first numbers of a parameter come from: the 16 of Keras 3, with its formulas ({@code
 * keras/src/initializers}) and defaults, and two of recurrent layers and of scalers. The random
 * numbers are Java's.
 */
public sealed interface Initializer
    permits Initializer.Constant,
        Initializer.Fitted,
        Initializer.GateBias,
        Initializer.Identity,
        Initializer.Normal,
        Initializer.Orthogonal,
        Initializer.Uniform,
        Stft,
        VarianceScaling {
  /**
   * Draws the product of {@code dims} numbers, outermost axis first.
   *
   * @param fans how many inputs and outputs one unit has; the layer knows its own layout
   */
  float[] draw(RandomGenerator random, long[] dims, Fans fans);

  /** Every number the same. */
  record Constant(double value) implements Initializer {
    @Override
    public float[] draw(RandomGenerator random, long[] dims, Fans fans) {
      float[] values = blank(dims);
      Arrays.fill(values, (float) value);
      return values;
    }
  }

  /**
   * Normally distributed.
   *
   * @param truncated whether what is more than two deviations off is drawn again
   */
  record Normal(double mean, double deviation, boolean truncated) implements Initializer {
    @Override
    public float[] draw(RandomGenerator random, long[] dims, Fans fans) {
      float[] values = blank(dims);
      for (int i = 0; i < values.length; i++) {
        double standard = random.nextGaussian();
        while (truncated && Math.abs(standard) > 2) {
          standard = random.nextGaussian();
        }
        values[i] = (float) (mean + deviation * standard);
      }
      return values;
    }
  }

  /** Uniformly distributed. */
  record Uniform(double least, double most) implements Initializer {
    @Override
    public float[] draw(RandomGenerator random, long[] dims, Fans fans) {
      float[] values = blank(dims);
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextDouble(least, most);
      }
      return values;
    }
  }

  /** Ones (times the gain) on the diagonal of a 2-D parameter, zeros elsewhere. */
  record Identity(double gain) implements Initializer {
    @Override
    public float[] draw(RandomGenerator random, long[] dims, Fans fans) {
      if (dims.length != 2) {
        throw new DeclarationException(
            "expected a weight of 2 axes for the identity, got %s. Use another initializer."
                .formatted(Arrays.toString(dims)));
      }
      float[] values = blank(dims);
      for (int i = 0; i < Math.min(dims[0], dims[1]); i++) {
        values[i * (int) dims[1] + i] = (float) gain;
      }
      return values;
    }
  }

  /** Orthonormal columns (or rows, if those are fewer) of a 2-D parameter (Saxe et al. 2014). */
  record Orthogonal(double gain) implements Initializer {
    @Override
    public float[] draw(RandomGenerator random, long[] dims, Fans fans) {
      int rows = Math.toIntExact(dims[0]);
      return Orthonormal.draw(random, rows, Math.toIntExact(Tensor.elements(dims)) / rows, gain);
    }
  }

  /**
   * {@code gates} blocks of equal length, zeros but for ones in block {@code open} (LSTM: forget).
   */
  record GateBias(int gates, int open) implements Initializer {
    @Override
    public float[] draw(RandomGenerator random, long[] dims, Fans fans) {
      float[] values = blank(dims);
      int block = values.length / gates;
      Arrays.fill(values, open * block, (open + 1) * block, 1f);
      return values;
    }
  }

  /** Not drawn but measured: a statistic of the value named {@code of} over the training split. */
  record Fitted(Statistic statistic, String of) implements Initializer {
    @Override
    public float[] draw(RandomGenerator random, long[] dims, Fans fans) {
      return blank(dims);
    }
  }

  private static float[] blank(long[] dims) {
    return new float[Math.toIntExact(Tensor.elements(dims))];
  }

  /** All zero. */
  static Initializer zeros() {
    return new Constant(0);
  }

  /** All one. */
  static Initializer ones() {
    return new Constant(1);
  }

  /** All this number. */
  static Initializer constant(double value) {
    return new Constant(value);
  }

  /** The identity matrix. */
  static Initializer identity() {
    return new Identity(1);
  }

  /** Orthonormal columns. */
  static Initializer orthogonal() {
    return new Orthogonal(1);
  }

  /** Normal with mean 0 and deviation 0.05. */
  static Initializer randomNormal() {
    return new Normal(0, 0.05, false);
  }

  /** Uniform from -0.05 to 0.05. */
  static Initializer randomUniform() {
    return new Uniform(-0.05, 0.05);
  }

  /** Normal with mean 0 and deviation 0.05, cut at two deviations. */
  static Initializer truncatedNormal() {
    return new Normal(0, 0.05, true);
  }

  /** Cut normal with variance 2 / (fan in + fan out) (Glorot and Bengio 2010). */
  static Initializer glorotNormal() {
    return new VarianceScaling(1, Mode.FAN_AVG, Distribution.TRUNCATED_NORMAL);
  }

  /** Uniform within ±√(6 / (fan in + fan out)) (Glorot and Bengio 2010). */
  static Initializer glorotUniform() {
    return new VarianceScaling(1, Mode.FAN_AVG, Distribution.UNIFORM);
  }

  /** Cut normal with variance 2 / fan in, for rectifiers (He et al. 2015). */
  static Initializer heNormal() {
    return new VarianceScaling(2, Mode.FAN_IN, Distribution.TRUNCATED_NORMAL);
  }

  /** Uniform within ±√(6 / fan in), for rectifiers (He et al. 2015). */
  static Initializer heUniform() {
    return new VarianceScaling(2, Mode.FAN_IN, Distribution.UNIFORM);
  }

  /** Cut normal with variance 1 / fan in (LeCun et al. 1998). */
  static Initializer lecunNormal() {
    return new VarianceScaling(1, Mode.FAN_IN, Distribution.TRUNCATED_NORMAL);
  }

  /** Uniform within ±√(3 / fan in) (LeCun et al. 1998). */
  static Initializer lecunUniform() {
    return new VarianceScaling(1, Mode.FAN_IN, Distribution.UNIFORM);
  }
}

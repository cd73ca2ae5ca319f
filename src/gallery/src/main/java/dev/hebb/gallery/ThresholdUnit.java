package dev.hebb.gallery;

import dev.hebb.graph.Model;
import dev.hebb.graph.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The threshold unit in plain Java, with its two rules of learning: the reference. It says 1 if
 * {@code w1·x1 + w2·x2 > T}, else 0; {@code T = -bias}.
 */
record ThresholdUnit(double w1, double w2, double bias) {
  static final ThresholdUnit ZERO = new ThresholdUnit(0, 0, 0);

  ThresholdUnit {
    // Of the two zeros the positive one, so that equal is what is equal.
    w1 += 0.0;
    w2 += 0.0;
    bias += 0.0;
  }

  /** The unit of a model whose only layer is {@code dense(1)} on two inputs. */
  static ThresholdUnit of(Model model) {
    float[] kernel = model.weights().get("dense/kernel").toFloats();
    float[] bias = model.weights().get("dense/bias").toFloats();
    return new ThresholdUnit(kernel[0], kernel[1], bias[0]);
  }

  /** What is compared with 0. */
  double sum(double x1, double x2) {
    return w1 * x1 + w2 * x2 + bias;
  }

  int says(double x1, double x2) {
    return sum(x1, x2) > 0 ? 1 : 0;
  }

  /** {@code w += η(t - y)x} with η = 1 (Rosenblatt 1957). */
  ThresholdUnit rosenblatt(float[] x, float target) {
    return moved(x, target - says(x[0], x[1]));
  }

  /** {@code w += η·t·x} with η = 1 (Hebb 1949): what is 1 together is wired together. */
  ThresholdUnit hebb(float[] x, float target) {
    return moved(x, target);
  }

  private ThresholdUnit moved(float[] x, double step) {
    return new ThresholdUnit(w1 + step * x[0], w2 + step * x[1], bias + step);
  }

  /** After all four rows by Rosenblatt's rule, in order. */
  ThresholdUnit epoch(TruthTable table) {
    ThresholdUnit unit = this;
    for (int row = 0; row < TruthTable.ROWS; row++) {
      unit = unit.rosenblatt(TruthTable.input(row), table.output(row));
    }
    return unit;
  }

  /** Epochs from zero until nothing changes; for tables that have a line. */
  static ThresholdUnit learnt(TruthTable table) {
    ThresholdUnit unit = ZERO;
    while (unit.bits() != table.bits()) {
      unit = unit.epoch(table);
    }
    return unit;
  }

  /** How many of the four rows it says rightly. */
  int right(TruthTable table) {
    return TruthTable.ROWS - Integer.bitCount(bits() ^ table.bits());
  }

  /** The truth table it says, as {@link TruthTable#bits}. */
  int bits() {
    int bits = 0;
    for (int row = 0; row < TruthTable.ROWS; row++) {
      float[] x = TruthTable.input(row);
      bits |= says(x[0], x[1]) << row;
    }
    return bits;
  }

  /** How far the nearest of the four points is from the line. */
  double margin() {
    double nearest = Double.POSITIVE_INFINITY;
    for (int row = 0; row < TruthTable.ROWS; row++) {
      float[] x = TruthTable.input(row);
      nearest = Math.min(nearest, Math.abs(sum(x[0], x[1])) / Math.hypot(w1, w2));
    }
    return nearest;
  }

  /**
   * Points exactly on the line, one a row of {@code [n, 2]}: of the grid in steps of 1/8 from -1 to
   * 2, on which no arithmetic rounds if the weights are whole.
   */
  Tensor online() {
    double step = 1 / 8.0;
    List<float[]> points = new ArrayList<>();
    for (double x1 = -1; x1 <= 2; x1 += step) {
      for (double x2 = -1; x2 <= 2; x2 += step) {
        if (sum(x1, x2) == 0) {
          points.add(new float[] {(float) x1, (float) x2});
        }
      }
    }
    return Tensor.of(points.toArray(float[][]::new));
  }

  @Override
  public String toString() {
    return "w = (%.0f, %.0f), T = %.0f".formatted(w1, w2, 0.0 - bias);
  }
}

package dev.hebb.training.torch;

/** Outputs of parts of a batch, put together: means by the rows, sums as they are. */
final class Figures {
  private final int means;
  private double[] sums = {};
  private int rows;

  Figures(int means) {
    this.means = means;
  }

  void add(double[] outputs, int count) {
    if (rows == 0) {
      sums = new double[outputs.length];
    }
    rows += count;
    for (int i = 0; i < sums.length; i++) {
      sums[i] += outputs[i] * (i < means ? count : 1);
    }
  }

  int rows() {
    return rows;
  }

  /** All of them, one behind the other. */
  double[] values() {
    double[] values = sums.clone();
    for (int i = 0; i < Math.min(means, values.length); i++) {
      values[i] /= rows;
    }
    return values;
  }
}

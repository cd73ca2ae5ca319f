package dev.hebb.gallery;

import dev.hebb.graph.Tensor;
import dev.hebb.training.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A function of two bits: what it says to the rows 00, 01, 10 and 11.
 *
 * @param bits bit {@code i} is what it says to row {@code i}
 */
record TruthTable(String name, int bits) {
  static final int ROWS = 4;
  static final TruthTable AND = new TruthTable("AND", 0b1000);
  static final TruthTable OR = new TruthTable("OR", 0b1110);
  static final TruthTable XOR = new TruthTable("XOR", 0b0110);

  /** All sixteen there are. */
  static List<TruthTable> all() {
    return IntStream.range(0, 1 << ROWS)
        .mapToObj(bits -> new TruthTable("function " + bits, bits))
        .toList();
  }

  /** The two bits of a row. */
  static float[] input(int row) {
    return new float[] {row >> 1, row & 1};
  }

  /** What it says to a row: 0 or 1. */
  int output(int row) {
    return bits >> row & 1;
  }

  /** The four rows, {@code [4, 2]} and {@code [4, 1]}, of 0 and 1. */
  Dataset dataset() {
    return dataset(1, 0);
  }

  /** The four rows of -1 and 1. */
  Dataset bipolar() {
    return dataset(2, -1);
  }

  private Dataset dataset(float scale, float offset) {
    float[][] inputs = new float[ROWS][];
    float[][] targets = new float[ROWS][];
    for (int row = 0; row < ROWS; row++) {
      float[] x = input(row);
      inputs[row] = new float[] {scale * x[0] + offset, scale * x[1] + offset};
      targets[row] = new float[] {scale * output(row) + offset};
    }
    return Dataset.of(Tensor.of(inputs), Tensor.of(targets));
  }

  /**
   * Rows whose demands on a line contradict each other; none if a line may be. Row i asks for
   * {@code w·x + b > 0} where it says 1, and for {@code -(w·x + b) ≥ 0} where it says 0. If the
   * left sides of some rows sum up to nothing, whatever w and b are, and one of them is to be above
   * 0, then 0 &gt; 0 is asked for.
   */
  List<Integer> contradiction() {
    for (int chosen = 1; chosen < 1 << ROWS; chosen++) {
      int[] sum = new int[3]; // of 1, x1, x2: what b, w1, w2 are multiplied with
      boolean strict = false;
      List<Integer> rows = new ArrayList<>();
      for (int row = 0; row < ROWS; row++) {
        if ((chosen >> row & 1) == 1) {
          int sign = 2 * output(row) - 1;
          sum[0] += sign;
          sum[1] += sign * (row >> 1);
          sum[2] += sign * (row & 1);
          strict |= output(row) == 1;
          rows.add(row);
        }
      }
      if (strict && sum[0] == 0 && sum[1] == 0 && sum[2] == 0) {
        return List.copyOf(rows);
      }
    }
    return List.of();
  }
}

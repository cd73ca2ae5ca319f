package dev.hebb.gallery;

import dev.hebb.graph.Tensor;
import dev.hebb.training.data.Dataset;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The adding problem (Hochreiter and Schmidhuber 1997): at each step a number from 0 to 1 and a
 * mark; at the end the sum of the two numbers that were marked, one in the first half of the steps
 * and one in the second. Nothing but the marks says which numbers count.
 *
 * <p>Inputs {@code [rows, time, 2]}, targets {@code [rows, 1]}.
 */
record AddingProblem(int time) {
  /** Numbers and marks. */
  static final int FEATURES = 2;

  Dataset examples(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] inputs = new float[rows * time * FEATURES];
    float[] sums = new float[rows];
    for (int row = 0; row < rows; row++) {
      int from = row * time * FEATURES;
      for (int step = 0; step < time; step++) {
        inputs[from + step * FEATURES] = (float) random.nextDouble();
      }
      int first = random.nextInt(0, time / 2);
      int second = random.nextInt(time / 2, time);
      for (int step : new int[] {first, second}) {
        inputs[from + step * FEATURES + 1] = 1;
        sums[row] += inputs[from + step * FEATURES];
      }
    }
    return Dataset.of(Tensor.of(inputs, rows, time, FEATURES), Tensor.of(sums, rows, 1));
  }

  /** The same examples with half a unit more, or less, in the number that is marked first. */
  static Dataset otherFirst(Dataset examples) {
    Tensor inputs = examples.inputs().get(0);
    float[] values = inputs.toFloats();
    float[] sums = examples.targets().get(0).toFloats();
    for (int row = 0; row < sums.length; row++) {
      int at = row * (values.length / sums.length);
      while (values[at + 1] == 0) {
        at += FEATURES;
      }
      float more = values[at] < 0.5f ? 0.5f : -0.5f;
      values[at] += more;
      sums[row] += more;
    }
    return Dataset.of(Tensor.of(values, inputs.dims()), Tensor.of(sums, sums.length, 1));
  }

  /** The squared error of always saying 1, the mean: 1/6, but for the luck of the draw. */
  static double baseline(Dataset examples) {
    float[] ones = new float[examples.rows()];
    Arrays.fill(ones, 1);
    return Distance.squared(Tensor.of(ones, ones.length, 1), examples.targets().get(0));
  }
}

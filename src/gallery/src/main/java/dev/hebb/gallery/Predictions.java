package dev.hebb.gallery;

import dev.hebb.graph.Tensor;
import dev.hebb.training.Trained;
import java.nio.file.Path;

/** What an exported model says, by the runtime. */
final class Predictions {
  private Predictions() {}

  /**
   * To each row.
   *
   * @param file a model with one input and one output
   * @param rows {@code [rows, ...]} as declared
   */
  static float[][] of(Path file, Tensor rows) {
    return apart(Inference.of(file, rows));
  }

  private static float[][] apart(Tensor all) {
    float[][] rows = new float[Math.toIntExact(all.dims()[0])][];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = all.rows(row, row + 1).toFloats();
    }
    return rows;
  }

  /** The first number it says to each row. */
  static float[] first(Path file, Tensor rows) {
    float[][] said = of(file, rows);
    float[] first = new float[said.length];
    for (int row = 0; row < first.length; row++) {
      first[row] = said[row][0];
    }
    return first;
  }

  /** The likeliest class of each row. */
  static long[] classes(Path file, Tensor rows) {
    return likeliest(of(file, rows));
  }

  /** The same by the trainer, of a model that is not exported. */
  static long[] classes(Trained trained, Tensor rows) {
    return likeliest(apart(trained.predict(rows)));
  }

  private static long[] likeliest(float[][] said) {
    long[] classes = new long[said.length];
    for (int row = 0; row < classes.length; row++) {
      int best = 0;
      for (int i = 1; i < said[row].length; i++) {
        best = said[row][i] > said[row][best] ? i : best;
      }
      classes[row] = best;
    }
    return classes;
  }

  /** The share of labels that are the same. */
  static double accuracy(long[] said, long[] labels) {
    int right = 0;
    for (int row = 0; row < said.length; row++) {
      right += said[row] == labels[row] ? 1 : 0;
    }
    return (double) right / said.length;
  }
}

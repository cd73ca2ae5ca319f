package dev.hebb.gallery;

import dev.hebb.graph.Tensor;
import dev.hebb.runtime.Predictor;
import dev.hebb.training.Trained;
import java.nio.file.Path;

/** What an exported model says, by the runtime. */
final class Predictions {
  private static final int BATCH = 500;

  private Predictions() {}

  /**
   * To each row, in batches.
   *
   * @param file a model with one input and one output
   * @param rows {@code [rows, ...]} as declared
   */
  static float[][] of(Path file, Tensor rows) {
    int all = Math.toIntExact(rows.dims()[0]);
    float[][] said = new float[all][];
    for (int from = 0; from < all; from += BATCH) {
      int count = Math.min(BATCH, all - from);
      try (Predictor predictor = Predictor.with().batch(count).open(file)) {
        predictor.input().put(rows.rows(from, from + count).toFloats());
        predictor.run();
        for (int row = 0; row < count; row++) {
          said[from + row] = new float[predictor.output().rowLength()];
          predictor.output().get(row, said[from + row]);
        }
      }
    }
    return said;
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
    Tensor all = trained.predict(rows);
    float[][] said = new float[Math.toIntExact(all.dims()[0])][];
    for (int row = 0; row < said.length; row++) {
      said[row] = all.rows(row, row + 1).toFloats();
    }
    return likeliest(said);
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

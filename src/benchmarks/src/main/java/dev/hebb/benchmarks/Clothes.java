package dev.hebb.benchmarks;

import dev.hebb.gallery.Fashion;
import dev.hebb.graph.Tensor;
import dev.hebb.training.data.Dataset;

/** The bundled pictures of clothing, for every side the same: 28 x 28 numbers from 0 to 1. */
final class Clothes {
  static final int SIDE = 28;
  static final int CLASSES = 10;

  private final Tensor pixels;
  private final Tensor labels;

  Clothes() {
    Dataset training = Fashion.training();
    pixels = training.inputs().get(0);
    labels = training.targets().get(0);
  }

  int rows() {
    return Math.toIntExact(labels.size());
  }

  /** {@code [rows, ...]} of these axes. */
  Tensor pixels(long... row) {
    long[] dims = new long[row.length + 1];
    dims[0] = rows();
    System.arraycopy(row, 0, dims, 1, row.length);
    return pixels.reshaped(dims);
  }

  /** {@code [rows]}, from 0. */
  Tensor labels() {
    return labels;
  }

  /** The share of rows whose largest logit is that of their label. */
  double accuracy(float[] logits) {
    long[] right = labels.toLongs();
    int hits = 0;
    for (int row = 0; row < right.length; row++) {
      int best = 0;
      for (int unit = 1; unit < CLASSES; unit++) {
        best = logits[row * CLASSES + unit] > logits[row * CLASSES + best] ? unit : best;
      }
      hits += best == right[row] ? 1 : 0;
    }
    return (double) hits / right.length;
  }
}

package dev.hebb.gallery;

import dev.hebb.graph.Tensor;
import dev.hebb.training.data.Dataset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Rows dealt into parts, in each of which every class has its share: each is the test once. */
record Folds(Dataset data, List<Integer> folds, int count) {
  /** What is trained on and what is kept for the test. */
  record Split(Dataset training, Dataset test) {}

  Folds {
    folds = List.copyOf(folds);
  }

  /**
   * Deals them.
   *
   * @param data one input {@code [rows, columns]} and its labels, int64 {@code [rows]}
   */
  static Folds of(Dataset data, int count, long seed) {
    return new Folds(data, dealt(data.targets().get(0).toLongs(), count, seed), count);
  }

  /** The fold of each row, from 0. */
  static List<Integer> dealt(long[] labels, int count, long seed) {
    List<Integer> rows = new ArrayList<>(IntStream.range(0, labels.length).boxed().toList());
    Collections.shuffle(rows, new Random(seed));
    rows.sort((a, b) -> Long.compare(labels[a], labels[b])); // Stable: shuffled within a class.
    List<Integer> folds = new ArrayList<>(Collections.nCopies(labels.length, 0));
    for (int i = 0; i < rows.size(); i++) {
      folds.set(rows.get(i), i % count);
    }
    return folds;
  }

  Split split(int fold) {
    IntStream all = IntStream.range(0, folds.size());
    int[] test = all.filter(row -> folds.get(row) == fold).toArray();
    int[] rest = IntStream.range(0, folds.size()).filter(row -> folds.get(row) != fold).toArray();
    return new Split(taken(rest), taken(test));
  }

  private Dataset taken(int[] rows) {
    long[] labels = data.targets().get(0).toLongs();
    Tensor inputs = data.inputs().get(0);
    float[][] kept = new float[rows.length][];
    long[] theirs = new long[rows.length];
    for (int i = 0; i < rows.length; i++) {
      kept[i] = inputs.rows(rows[i], rows[i] + 1).toFloats();
      theirs[i] = labels[rows[i]];
    }
    return Dataset.of(Tensor.of(kept), Tensor.of(theirs, theirs.length));
  }
}

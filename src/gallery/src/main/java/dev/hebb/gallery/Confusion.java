package dev.hebb.gallery;

import dev.hebb.graph.Tensor;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How often each class was taken for each other one.
 *
 * @param labels the names of the classes
 * @param guesses the likeliest class of each row
 * @param counts rows that are of one class and were taken for another: {@code [class][guess]}
 */
record Confusion(List<String> labels, List<Integer> guesses, List<List<Integer>> counts) {
  Confusion {
    labels = List.copyOf(labels);
    guesses = List.copyOf(guesses);
    counts = counts.stream().map(List::copyOf).toList();
  }

  /**
   * Counts.
   *
   * @param probabilities {@code [rows, classes]}
   * @param classes what the rows are, int64 {@code [rows]}
   */
  static Confusion of(List<String> labels, Tensor probabilities, Tensor classes) {
    int width = labels.size();
    float[] values = probabilities.toFloats();
    long[] right = classes.toLongs();
    int[][] counts = new int[width][width];
    List<Integer> guesses =
        IntStream.range(0, right.length)
            .mapToObj(row -> likeliest(values, row * width, width))
            .toList();
    for (int row = 0; row < right.length; row++) {
      counts[(int) right[row]][guesses.get(row)]++;
    }
    return new Confusion(
        labels,
        guesses,
        IntStream.range(0, width).mapToObj(i -> IntStream.of(counts[i]).boxed().toList()).toList());
  }

  private static int likeliest(float[] values, int from, int width) {
    int best = 0;
    for (int i = 1; i < width; i++) {
      if (values[from + i] > values[from + best]) {
        best = i;
      }
    }
    return best;
  }

  /** How many were right. */
  int right() {
    return IntStream.range(0, labels.size()).map(i -> counts.get(i).get(i)).sum();
  }

  /** The share that was right. */
  double accuracy() {
    return (double) right() / guesses.size();
  }

  /** The share of one class that was right. */
  double accuracy(int label) {
    int all = counts.get(label).stream().mapToInt(Integer::intValue).sum();
    return (double) counts.get(label).get(label) / all;
  }

  /** The share of rows that the commonest class has: what always saying it would get right. */
  double commonest() {
    int most =
        counts.stream()
            .mapToInt(row -> row.stream().mapToInt(Integer::intValue).sum())
            .max()
            .orElseThrow();
    return (double) most / guesses.size();
  }

  /** The accuracy of each class, in one line. */
  String perClass() {
    return IntStream.range(0, labels.size())
        .mapToObj(i -> String.format(Locale.ROOT, "%s %.1f %%", labels.get(i), 100 * accuracy(i)))
        .collect(Collectors.joining(", "));
  }

  /** The two classes that were taken for each other most often, in one line. */
  String worstPair() {
    int[] worst = {0, 1};
    for (int a = 0; a < labels.size(); a++) {
      for (int b = a + 1; b < labels.size(); b++) {
        if (mixed(a, b) > mixed(worst[0], worst[1])) {
          worst = new int[] {a, b};
        }
      }
    }
    return "%s taken for %s %d times, %s for %s %d times"
        .formatted(
            labels.get(worst[0]),
            labels.get(worst[1]),
            counts.get(worst[0]).get(worst[1]),
            labels.get(worst[1]),
            labels.get(worst[0]),
            counts.get(worst[1]).get(worst[0]));
  }

  private int mixed(int a, int b) {
    return counts.get(a).get(b) + counts.get(b).get(a);
  }
}

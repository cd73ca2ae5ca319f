package dev.hebb.training.data;

import dev.hebb.graph.Seed;
import dev.hebb.training.TrainingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Examples in two: those that are trained on, and those that are held for validation. The rows of
 * each stay in their order. What is in memory stays there.
 */
public record Split(Examples training, Examples held) {
  /** Any rows, each as likely as any other. */
  public static Split random(Examples examples, double share, long seed) {
    return stratified(examples, row -> 0, share, seed);
  }

  /**
   * Of each class its share, rounded to whole rows. Each row's label is read once.
   *
   * @param share that is held, between 0 and 1
   */
  public static Split stratified(Examples examples, double share, long seed) {
    return stratified(examples, examples::label, share, seed);
  }

  /**
   * Of each stratum its share, rounded to whole rows.
   *
   * @param stratum of a row
   */
  public static Split stratified(
      Examples examples, IntFunction<?> stratum, double share, long seed) {
    boolean[] held = new boolean[examples.rows()];
    int stream = 0;
    for (List<Integer> rows : by(examples, stratum).values()) {
      int[] order = Order.shuffled(rows.size(), new Seed(seed).of(stream++).random());
      int count = (int) Math.round(rows.size() * checked(share));
      for (int i = 0; i < count; i++) {
        held[rows.get(order[i])] = true;
      }
    }
    return of(examples, held);
  }

  /**
   * Rows of one group stay together: all pictures of a patient, all days of a shop. Groups are held
   * until they have the share of the rows, or a little more.
   *
   * @param group of a row
   */
  public static Split grouped(Examples examples, IntFunction<?> group, double share, long seed) {
    List<List<Integer>> groups = new ArrayList<>(by(examples, group).values());
    boolean[] held = new boolean[examples.rows()];
    long wanted = Math.round(examples.rows() * checked(share));
    int count = 0;
    for (int next : Order.shuffled(groups.size(), new Seed(seed).random())) {
      if (count < wanted) {
        groups.get(next).forEach(row -> held[row] = true);
        count += groups.get(next).size();
      }
    }
    return of(examples, held);
  }

  private static double checked(double share) {
    if (!(share > 0 && share < 1)) {
      throw new TrainingException("data: expected a share between 0 and 1, got " + share + ".");
    }
    return share;
  }

  private static Map<Object, List<Integer>> by(Examples examples, IntFunction<?> key) {
    Map<Object, List<Integer>> rows = new LinkedHashMap<>();
    for (int row = 0; row < examples.rows(); row++) {
      rows.computeIfAbsent(key.apply(row), any -> new ArrayList<>()).add(row);
    }
    return rows;
  }

  private static Split of(Examples examples, boolean[] held) {
    int[] all = Order.ascending(held.length);
    Split split =
        new Split(
            some(examples, Arrays.stream(all).filter(row -> !held[row]).toArray()),
            some(examples, Arrays.stream(all).filter(row -> held[row]).toArray()));
    if (split.training.rows() == 0 || split.held.rows() == 0) {
      throw new TrainingException(
          "data: expected rows on both sides of a split, got %d to train on and %d held. Give more rows or groups, or another share."
              .formatted(split.training.rows(), split.held.rows()));
    }
    return split;
  }

  private static Examples some(Examples examples, int[] rows) {
    Examples some = new Subset(examples, rows);
    return examples instanceof Dataset ? some.toDataset() : some;
  }
}

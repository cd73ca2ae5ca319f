package dev.hebb.training;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How often each class was taken for each other one.
 *
 * @param counts of places that are of one class and were taken for another: {@code [class][said]}
 */
public record Confusion(List<List<Long>> counts) {
  public Confusion {
    counts = counts.stream().map(List::copyOf).toList();
  }

  static Confusion of(List<Double> flat) {
    int classes = (int) Math.round(Math.sqrt(flat.size()));
    List<List<Long>> counts = new ArrayList<>();
    for (int right = 0; right < classes; right++) {
      counts.add(
          flat.subList(right * classes, (right + 1) * classes).stream().map(Math::round).toList());
    }
    return new Confusion(counts);
  }

  /** How many classes there are. */
  public int classes() {
    return counts.size();
  }

  /** How often a class was taken for another, or for itself. */
  public long count(int right, int said) {
    return counts.get(right).get(said);
  }

  /** How many places there are. */
  public long total() {
    return counts.stream().flatMap(List::stream).mapToLong(Long::longValue).sum();
  }

  /** The share that was right. */
  public double accuracy() {
    long right = IntStream.range(0, classes()).mapToLong(each -> count(each, each)).sum();
    return Measure.share((double) right, (double) total());
  }

  /** The share of what was said to be of a class that is. */
  public double precision(int label) {
    long said = counts.stream().mapToLong(row -> row.get(label)).sum();
    return Measure.share((double) count(label, label), (double) said);
  }

  /** The share of a class that was found. */
  public double recall(int label) {
    long all = counts.get(label).stream().mapToLong(Long::longValue).sum();
    return Measure.share((double) count(label, label), (double) all);
  }
}

package dev.hebb.gallery;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The accuracy on held sentences, fold by fold, for each source and for all. */
final class SourceScores {
  /** The key of all sources together. */
  static final String ALL = "all";

  /** Every key. */
  static final List<String> SOURCES = List.of("amazon", "imdb", "yelp", ALL);

  // A share for each fold.
  private final Map<String, List<Double>> shares = new TreeMap<>();

  /**
   * Adds a fold.
   *
   * @param praise how likely each sentence praises
   */
  void add(List<Review> held, float[] praise) {
    Map<String, int[]> counts = new TreeMap<>();
    for (int row = 0; row < praise.length; row++) {
      boolean right = praise[row] > 0.5f == held.get(row).praises();
      for (String key : List.of(held.get(row).source(), ALL)) {
        int[] count = counts.computeIfAbsent(key, any -> new int[2]);
        count[0] += right ? 1 : 0;
        count[1]++;
      }
    }
    counts.forEach(
        (key, count) ->
            shares.computeIfAbsent(key, any -> new ArrayList<>()).add(100.0 * count[0] / count[1]));
  }

  /** The mean over the folds, in per cent. */
  double mean(String source) {
    return shares.get(source).stream().mapToDouble(share -> share).average().orElseThrow();
  }

  /** The standard deviation of a fold from another, in points. */
  double deviation(String source) {
    double mean = mean(source);
    double squares =
        shares.get(source).stream().mapToDouble(share -> (share - mean) * (share - mean)).sum();
    return Math.sqrt(squares / (shares.get(source).size() - 1));
  }

  /** Mean, deviation and range in a few words. */
  String text(String source) {
    List<Double> all = shares.get(source);
    return String.format(
        Locale.ROOT,
        "%.1f %% (± %.1f from fold to fold, %.1f to %.1f)",
        mean(source),
        deviation(source),
        all.stream().mapToDouble(share -> share).min().orElseThrow(),
        all.stream().mapToDouble(share -> share).max().orElseThrow());
  }
}

package dev.hebb.gallery;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * BLEU of a whole corpus, with one reference a sentence (Papineni et al. 2002): how many of the
 * n-grams that were said stand in the reference, for each n, and less where less was said. Nothing
 * is smoothed: without a single match of some n it is 0.
 *
 * @param matches for n = 1, 2, …: n-grams that stand in the reference, each as often as there
 * @param totals for n = 1, 2, …: n-grams that were said
 * @param said tokens that were said
 * @param wanted tokens of the references
 */
record Bleu(List<Long> matches, List<Long> totals, long said, long wanted) {
  Bleu {
    matches = List.copyOf(matches);
    totals = List.copyOf(totals);
  }

  /** Of n-grams up to 4, as it is usually given. */
  static Bleu of(List<List<String>> said, List<List<String>> references) {
    return of(said, references, 4);
  }

  /**
   * Of n-grams up to {@code most}: fewer where sentences are short.
   *
   * @param said tokens of each sentence
   * @param references as many
   */
  static Bleu of(List<List<String>> said, List<List<String>> references, int most) {
    Long[] matches = new Long[most];
    Long[] totals = new Long[most];
    for (int n = 1; n <= most; n++) {
      long match = 0;
      long total = 0;
      for (int i = 0; i < references.size(); i++) {
        Map<List<String>, Integer> wanted = counts(references.get(i), n);
        for (Map.Entry<List<String>, Integer> each : counts(said.get(i), n).entrySet()) {
          match += Math.min(each.getValue(), wanted.getOrDefault(each.getKey(), 0));
          total += each.getValue();
        }
      }
      matches[n - 1] = match;
      totals[n - 1] = total;
    }
    return new Bleu(List.of(matches), List.of(totals), tokens(said), tokens(references));
  }

  private static Map<List<String>, Integer> counts(List<String> sentence, int n) {
    Map<List<String>, Integer> counts = new HashMap<>();
    for (int i = 0; i + n <= sentence.size(); i++) {
      counts.merge(sentence.subList(i, i + n), 1, Integer::sum);
    }
    return counts;
  }

  private static long tokens(List<List<String>> sentences) {
    return sentences.stream().mapToLong(List::size).sum();
  }

  /** From 0 to 100. */
  double score() {
    double logarithms = 0;
    for (int i = 0; i < matches.size(); i++) {
      if (matches.get(i) == 0) {
        return 0;
      }
      logarithms += Math.log((double) matches.get(i) / totals.get(i));
    }
    return 100 * brevity() * Math.exp(logarithms / matches.size());
  }

  /** 1, or less where less was said than wanted. */
  double brevity() {
    return said >= wanted ? 1 : Math.exp(1 - (double) wanted / said);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.1f", score());
  }
}

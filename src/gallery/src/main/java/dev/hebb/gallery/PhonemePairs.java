package dev.hebb.gallery;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How often each phoneme was taken for each.
 *
 * @param counts by what was right, then by what was said
 */
record PhonemePairs(Map<String, Map<String, Integer>> counts) {
  /** The vowels of ARPAbet. */
  static final List<String> VOWELS =
      List.of(
          "AA", "AE", "AH", "AO", "AW", "AY", "EH", "ER", "EY", "IH", "IY", "OW", "OY", "UH", "UW");

  private static final Set<String> VOWEL = Set.copyOf(VOWELS);

  PhonemePairs {
    counts = Collections.unmodifiableMap(new TreeMap<>(counts)); // In order: pairs may be equal.
  }

  /**
   * Counts.
   *
   * @param said a list of phonemes for each word
   */
  static PhonemePairs of(List<Pronunciation> words, List<List<String>> said) {
    Map<String, Map<String, Integer>> counts = new TreeMap<>();
    for (int row = 0; row < words.size(); row++) {
      List<String> right = words.get(row).phonemes();
      for (int i = 0; i < right.size(); i++) {
        counts
            .computeIfAbsent(right.get(i), phoneme -> new TreeMap<>())
            .merge(said.get(row).get(i), 1, Integer::sum);
      }
    }
    return new PhonemePairs(counts);
  }

  private int count(String right, String said) {
    return counts.getOrDefault(right, Map.of()).getOrDefault(said, 0);
  }

  /** The share of wrong phonemes where a vowel was taken for another vowel. */
  double amongVowels() {
    int vowels = 0;
    int all = 0;
    for (Map.Entry<String, Map<String, Integer>> right : counts.entrySet()) {
      for (Map.Entry<String, Integer> said : right.getValue().entrySet()) {
        if (!said.getKey().equals(right.getKey())) {
          all += said.getValue();
          boolean both = VOWEL.contains(right.getKey()) && VOWEL.contains(said.getKey());
          vowels += both ? said.getValue() : 0;
        }
      }
    }
    return (double) vowels / all;
  }

  /** The pairs that were mixed up most often, in words. */
  List<String> worst(int many) {
    record Pair(String one, String other, int count) {}
    List<Pair> pairs = new ArrayList<>();
    for (String one : counts.keySet()) {
      for (String other : counts.keySet()) {
        if (one.compareTo(other) < 0) {
          pairs.add(new Pair(one, other, count(one, other) + count(other, one)));
        }
      }
    }
    pairs.sort(Comparator.comparingInt(pair -> -pair.count()));
    return pairs.stream()
        .limit(many)
        .map(pair -> "%s and %s %,d times".formatted(pair.one(), pair.other(), pair.count()))
        .toList();
  }

  /** The vowels that there were to say. */
  List<String> vowels() {
    return VOWELS.stream().filter(counts::containsKey).toList();
  }

  /** What was said in place of these phonemes, in shares of each: {@code [right][said]}. */
  List<List<Double>> shares(List<String> phonemes) {
    List<List<Double>> shares = new ArrayList<>();
    for (String right : phonemes) {
      int all = counts.get(right).values().stream().mapToInt(count -> count).sum();
      shares.add(phonemes.stream().map(said -> (double) count(right, said) / all).toList());
    }
    return shares;
  }
}

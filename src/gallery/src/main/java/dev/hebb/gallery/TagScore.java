package dev.hebb.gallery;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many phonemes, and how many whole words, were said rightly.
 *
 * @param letters by letter: how many were right, and how many there were
 */
record TagScore(int rightTags, int tags, int rightWords, int words, Map<Character, Share> letters) {
  /** So many right of so many. */
  record Share(int right, int all) {
    double value() {
      return (double) right / all;
    }
  }

  TagScore {
    letters = Collections.unmodifiableMap(new TreeMap<>(letters));
  }

  /**
   * Counts.
   *
   * @param said a list of phonemes for each word
   */
  static TagScore of(List<Pronunciation> words, List<List<String>> said) {
    Map<Character, int[]> counts = new TreeMap<>();
    int rightWords = 0;
    for (int row = 0; row < words.size(); row++) {
      Pronunciation word = words.get(row);
      for (int i = 0; i < word.phonemes().size(); i++) {
        int[] count = counts.computeIfAbsent(word.word().charAt(i), letter -> new int[2]);
        count[0] += word.phonemes().get(i).equals(said.get(row).get(i)) ? 1 : 0;
        count[1]++;
      }
      rightWords += word.phonemes().equals(said.get(row)) ? 1 : 0;
    }
    Map<Character, Share> letters = new TreeMap<>();
    counts.forEach((letter, count) -> letters.put(letter, new Share(count[0], count[1])));
    return new TagScore(
        counts.values().stream().mapToInt(count -> count[0]).sum(),
        counts.values().stream().mapToInt(count -> count[1]).sum(),
        rightWords,
        words.size(),
        letters);
  }

  /** The share of phonemes that are right, in per cent. */
  double ofTags() {
    return 100.0 * rightTags / tags;
  }

  /** The share of words that are right from end to end, in per cent. */
  double ofWords() {
    return 100.0 * rightWords / words;
  }

  /** Whether both shares are larger. */
  boolean above(TagScore other) {
    return ofTags() > other.ofTags() && ofWords() > other.ofWords();
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.1f %% of phonemes, %.1f %% of words", ofTags(), ofWords());
  }
}

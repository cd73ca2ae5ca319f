package dev.hebb.gallery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Says of each letter the commonest phoneme that it had between the same neighbours; where it never
 * stood between those, between fewer, down to the letter alone.
 */
final class LetterTable {
  private final int neighbours;

  // By letters: how often each phoneme was that of the one in the middle.
  private final Map<String, Map<String, Integer>> counts = new HashMap<>();

  private LetterTable(int neighbours) {
    this.neighbours = neighbours;
  }

  /**
   * Counted in these words.
   *
   * @param neighbours how many letters are looked at on each side
   */
  static LetterTable of(List<Pronunciation> words, int neighbours) {
    LetterTable table = new LetterTable(neighbours);
    for (Pronunciation each : words) {
      for (int i = 0; i < each.phonemes().size(); i++) {
        for (int wide = 0; wide <= neighbours; wide++) {
          table
              .counts
              .computeIfAbsent(around(each.word(), i, wide), letters -> new TreeMap<>())
              .merge(each.phonemes().get(i), 1, Integer::sum);
        }
      }
    }
    return table;
  }

  // With a space for each place beyond the word's ends.
  private static String around(String word, int at, int wide) {
    StringBuilder letters = new StringBuilder();
    for (int i = at - wide; i <= at + wide; i++) {
      letters.append(i < 0 || i >= word.length() ? ' ' : word.charAt(i));
    }
    return letters.toString();
  }

  /** A phoneme for each letter. */
  List<String> phonemes(String word) {
    List<String> said = new ArrayList<>();
    for (int i = 0; i < word.length(); i++) {
      said.add(phoneme(word, i));
    }
    return said;
  }

  private String phoneme(String word, int at) {
    for (int wide = neighbours; wide >= 0; wide--) {
      Map<String, Integer> seen = counts.get(around(word, at, wide));
      if (seen != null) {
        return commonest(seen);
      }
    }
    throw new IllegalArgumentException(
        "expected letters that were counted, got \"%s\" in \"%s\"."
            .formatted(word.charAt(at), word));
  }

  // Of those that are equally common the first by name.
  private static String commonest(Map<String, Integer> counts) {
    String best = "";
    int most = 0;
    for (Map.Entry<String, Integer> each : counts.entrySet()) {
      if (each.getValue() > most) {
        best = each.getKey();
        most = each.getValue();
      }
    }
    return best;
  }
}

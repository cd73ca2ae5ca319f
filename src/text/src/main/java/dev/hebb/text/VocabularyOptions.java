package dev.hebb.text;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How a {@link Vocabulary} is fitted; start with {@link Vocabulary#with()}. Each method returns a
 * new value.
 *
 * @param maximumSize the most numbers it has, special ones counted (Keras: {@code max_tokens})
 * @param minimumCount how often a token must have been seen to be in it
 * @param marked whether it marks where a text starts and ends
 */
public record VocabularyOptions(int maximumSize, int minimumCount, boolean marked) {
  static final VocabularyOptions DEFAULTS = new VocabularyOptions(Vocabulary.LARGEST, 1, false);

  /**
   * Checks the numbers.
   *
   * @throws TokenizerException when one is too small or too large
   */
  public VocabularyOptions {
    int least = Vocabulary.special(marked) + 1;
    within("maximumSize", maximumSize, least, Vocabulary.LARGEST);
    within("minimumCount", minimumCount, 1, Integer.MAX_VALUE);
  }

  /** At most so many numbers, special ones counted: the commonest tokens stay. */
  public VocabularyOptions maximumSize(int most) {
    return new VocabularyOptions(most, minimumCount, marked);
  }

  /** Only tokens that were seen at least so often. */
  public VocabularyOptions minimumCount(int least) {
    return new VocabularyOptions(maximumSize, least, marked);
  }

  /** With marks of where a text starts and ends, numbers 2 and 3. */
  public VocabularyOptions marks() {
    return new VocabularyOptions(maximumSize, minimumCount, true);
  }

  /**
   * The tokens of these lists: the commonest first, those that are equally common in the order of
   * {@link String#compareTo}. The order of the lists does not matter.
   */
  public Vocabulary fit(Stream<List<String>> tokenLists) {
    Map<String, Long> counts = new HashMap<>();
    tokenLists.forEach(list -> list.forEach(token -> counts.merge(token, 1L, Long::sum)));
    List<String> tokens =
        counts.entrySet().stream()
            .filter(entry -> entry.getValue() >= minimumCount)
            .filter(entry -> entry.getKey().length() <= Vocabulary.LONGEST)
            .sorted(
                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit((long) maximumSize - Vocabulary.special(marked))
            .map(Map.Entry::getKey)
            .toList();
    Vocabulary vocabulary = Vocabulary.of(tokens);
    return marked ? vocabulary.withMarks() : vocabulary;
  }

  private static void within(String what, int number, int least, int most) {
    if (number < least || number > most) {
      throw new TokenizerException(
          "%s(%s): expected %s to %s. Ask for another number."
              .formatted(what, number, least, most));
    }
  }
}

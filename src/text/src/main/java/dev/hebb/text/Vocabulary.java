package dev.hebb.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Tokens by number. 0 is padding, 1 an unknown token, then start and end of a text if it has {@link
 * #withMarks() marks}, then the tokens in their order.
 *
 * <p>Keras: {@code StringLookup(mask_token="")} with its one out-of-vocabulary number. Immutable.
 */
public final class Vocabulary {
  /** The number of what fills up a row. */
  public static final long PADDING = 0;

  /** The number of every token that is not in a vocabulary. */
  public static final long UNKNOWN = 1;

  /** The number of the mark before a text, in a vocabulary with marks. */
  public static final long START = 2;

  /** The number of the mark behind a text, in a vocabulary with marks. */
  public static final long END = 3;

  /** The most tokens a vocabulary has, special ones counted. */
  public static final int LARGEST = 1 << 22;

  /** The most UTF-16 units a token has; longer ones are unknown. */
  public static final int LONGEST = 1 << 12;

  private static final List<String> SPECIAL = List.of("[PAD]", "[UNK]", "[START]", "[END]");

  private final List<String> tokens;
  private final boolean marked;
  private final Map<String, Integer> numbers;

  private Vocabulary(List<String> tokens, boolean marked) {
    this.tokens = List.copyOf(tokens);
    this.marked = marked;
    int first = special(marked);
    if (this.tokens.size() > LARGEST - first) {
      throw new TokenizerException(
          "vocabulary: expected at most %s tokens, got %s. Leave out the rare ones."
              .formatted(LARGEST, this.tokens.size() + first));
    }
    this.numbers = new HashMap<>(this.tokens.size() * 2);
    for (int i = 0; i < this.tokens.size(); i++) {
      String token = this.tokens.get(i);
      if (token.isEmpty() || token.length() > LONGEST) {
        throw new TokenizerException(
            "vocabulary: token %s: expected 1 to %s characters, got %s. Leave it out."
                .formatted(i + first, LONGEST, token.length()));
      }
      Integer before = SPECIAL.contains(token) ? Integer.valueOf(SPECIAL.indexOf(token)) : null;
      before = before == null ? numbers.putIfAbsent(token, i + first) : before;
      if (before != null) {
        throw new TokenizerException(
            "vocabulary: expected tokens that differ, got \"%s\" as number %s and %s. Leave one out."
                .formatted(Escapes.escape(token), before, i + first));
      }
    }
  }

  /**
   * Of these tokens, in this order, behind padding and unknown.
   *
   * @throws TokenizerException when one is empty, there twice, or named as a special one
   */
  public static Vocabulary of(List<String> tokens) {
    return new Vocabulary(tokens, false);
  }

  /** How one is fitted: {@code Vocabulary.with().maximumSize(10_000).fit(tokenLists)}. */
  public static VocabularyOptions with() {
    return VocabularyOptions.DEFAULTS;
  }

  /** The same tokens two numbers on, behind the marks of a text's start and end. */
  public Vocabulary withMarks() {
    return new Vocabulary(tokens, true);
  }

  /** How many numbers there are, special ones counted: what an embedding needs. */
  public int size() {
    return special(marked) + tokens.size();
  }

  /** The tokens without the special ones, by number. */
  public List<String> tokens() {
    return tokens;
  }

  /** The number of a token; {@link #UNKNOWN} when it is not here. */
  public long number(String token) {
    return numbers.getOrDefault(token, (int) UNKNOWN);
  }

  /**
   * The token of a number; {@code [PAD]}, {@code [UNK]}, {@code [START]}, {@code [END]} for the
   * special ones.
   *
   * @throws TokenizerException when there is no such number
   */
  public String token(long number) {
    if (number < 0 || number >= size()) {
      throw outside(number, size());
    }
    int first = special(marked);
    return number < first ? SPECIAL.get((int) number) : tokens.get((int) number - first);
  }

  /** Whether it marks where a text starts and ends. */
  public boolean marked() {
    return marked;
  }

  /** The number of the mark before a text, if there are marks. */
  public OptionalLong start() {
    return marked ? OptionalLong.of(START) : OptionalLong.empty();
  }

  /** The number of the mark behind a text, if there are marks. */
  public OptionalLong end() {
    return marked ? OptionalLong.of(END) : OptionalLong.empty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Vocabulary that && marked == that.marked && tokens.equals(that.tokens);
  }

  @Override
  public int hashCode() {
    return 31 * tokens.hashCode() + Boolean.hashCode(marked);
  }

  /** "vocabulary of 1000". */
  @Override
  public String toString() {
    return "vocabulary of %s".formatted(size());
  }

  /** How many numbers come before the first token. */
  static int special(boolean marked) {
    return marked ? 4 : 2;
  }

  static TokenizerException outside(long number, int size) {
    return new TokenizerException(
        "vocabulary: expected a number from 0 to %s, got %s. It is a number of another vocabulary."
            .formatted(size - 1, number));
  }
}

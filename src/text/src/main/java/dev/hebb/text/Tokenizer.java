package dev.hebb.text;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Text as numbers, and numbers as text. It is fitted once, carried in the model's file, and used by
 * the trainer's code and the runtime alike.
 *
 * <pre>{@code
 * Tokenizer tokenizer = Tokenizer.words().lowerCase().fit(reviews, Vocabulary.with().maximumSize(5_000));
 * long[] numbers = tokenizer.encode("A wonderful little film.");
 * }</pre>
 *
 * <p>0 is padding, 1 an unknown token, and with marks 2 starts and 3 ends a text, see {@link
 * Vocabulary}. A half of a surrogate pair without the other, which is no Unicode, is read as
 * U+FFFD, as Java's own decoders do. Immutable, to be shared between threads.
 */
public interface Tokenizer {
  /** How text is cut into words; to be fitted. */
  static Words words() {
    return new Words(false, true, true, false);
  }

  /** How text is cut into characters; to be fitted. */
  static Characters characters() {
    return new Characters(false, true);
  }

  /** How many numbers there are, special ones counted: what an embedding needs. */
  int size();

  /** Whether {@link #encode} puts a mark before and behind a text. */
  boolean marked();

  /** The tokens of a text, as they are before they are numbered; empty when it has none. */
  List<String> split(String text);

  /** The number of each token of a text, without marks; empty when it has none. */
  long[] numbers(String text);

  /**
   * The text of these numbers: up to the first end mark, without padding and start marks; unknown
   * ones as U+FFFD, the sign for what cannot be shown.
   *
   * @throws TokenizerException when a number is not of this vocabulary
   */
  String decode(long... numbers);

  /** What a model's metadata and a tokenizer's file hold: a few lines of ASCII. */
  String note();

  /**
   * The numbers of a text, between marks if this tokenizer has them. A text without tokens is one
   * unknown token, so that there is always something for a model to read.
   */
  default long[] encode(String text) {
    return encode(text, Integer.MAX_VALUE);
  }

  /**
   * As {@link #encode(String)}, cut behind so many numbers; the end mark stays.
   *
   * @throws TokenizerException when that leaves no place for a token
   */
  default long[] encode(String text, int maximumLength) {
    int marks = marked() ? 2 : 0;
    if (maximumLength <= marks) {
      throw new TokenizerException(
          "encode: expected a maximum length of at least %s, got %s. Allow more."
              .formatted(marks + 1, maximumLength));
    }
    long[] all = numbers(text);
    long[] numbers =
        all.length == 0
            ? new long[] {Vocabulary.UNKNOWN}
            : Arrays.copyOf(all, Math.min(all.length, maximumLength - marks));
    if (!marked()) {
      return numbers;
    }
    long[] between = new long[numbers.length + 2];
    between[0] = Vocabulary.START;
    System.arraycopy(numbers, 0, between, 1, numbers.length);
    between[between.length - 1] = Vocabulary.END;
    return between;
  }

  /**
   * The numbers of several texts, filled up with padding to the longest.
   *
   * @throws TokenizerException when there is no text
   */
  default TokenBatch encode(List<String> texts) {
    return encode(texts, Integer.MAX_VALUE);
  }

  /** As {@link #encode(List)}, each text cut behind so many numbers. */
  default TokenBatch encode(List<String> texts, int maximumLength) {
    return TokenBatch.of(texts.stream().map(text -> encode(text, maximumLength)).toList());
  }

  /**
   * What {@link #note()} wrote.
   *
   * @throws TokenizerException when it did not, or needs a library that is not on the classpath
   */
  static Tokenizer parse(String note) {
    return TokenizerKinds.read(TokenizerNote.parse(note));
  }

  /** Writes a file, whole or not at all. */
  default void save(Path path) {
    TokenizerFile.write(path, note());
  }

  /**
   * Reads a file that {@link #save} wrote.
   *
   * @throws TokenizerException when it is missing or is none
   */
  static Tokenizer load(Path path) {
    return TokenizerFile.read(path);
  }
}

package dev.hebb.text;

import java.util.List;

/**
 * Texts as rows of numbers, {@code [rows, time]}, filled up with 0 behind their ends; and how long
 * each is.
 */
public final class TokenBatch {
  private final List<long[]> numbers;
  private final int time;

  private TokenBatch(List<long[]> numbers, int time) {
    this.numbers = numbers;
    this.time = time;
  }

  /**
   * Of these rows, as long as the longest.
   *
   * @throws TokenizerException when there is none, or an empty one
   */
  public static TokenBatch of(List<long[]> rows) {
    if (rows.isEmpty()) {
      throw new TokenizerException("batch: expected at least one text, got none. Give one.");
    }
    int longest = 0;
    for (int row = 0; row < rows.size(); row++) {
      int length = rows.get(row).length;
      if (length == 0) {
        throw new TokenizerException(
            "batch: row %s: expected at least one number, got none. Encode texts with encode(...)."
                .formatted(row));
      }
      longest = Math.max(longest, length);
    }
    return new TokenBatch(rows.stream().map(long[]::clone).toList(), longest);
  }

  /**
   * The same rows with more padding, for a model that takes a fixed length.
   *
   * @throws TokenizerException when a row is longer
   */
  public TokenBatch padTo(int length) {
    for (int row = 0; row < numbers.size(); row++) {
      if (numbers.get(row).length > length) {
        throw new TokenizerException(
            "batch: row %s: expected at most %s numbers, got %s. Encode with a maximum length of %s."
                .formatted(row, length, numbers.get(row).length, length));
      }
    }
    return new TokenBatch(numbers, length);
  }

  /** How many texts. */
  public int rows() {
    return numbers.size();
  }

  /** How long each row is, padding counted. */
  public int time() {
    return time;
  }

  /** All rows, one behind the other: {@code [rows, time]}, row-major. */
  public long[] values() {
    long[] values = new long[Math.multiplyExact(rows(), time)];
    for (int row = 0; row < rows(); row++) {
      long[] own = numbers.get(row);
      System.arraycopy(own, 0, values, row * time, own.length);
    }
    return values;
  }

  /** How long each row is without padding, {@code [rows]}. */
  public long[] lengths() {
    return numbers.stream().mapToLong(own -> own.length).toArray();
  }
}

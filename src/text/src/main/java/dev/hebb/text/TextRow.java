package dev.hebb.text;

/** One text of a call, and its numbers. */
final class TextRow {
  private final int index;
  private final String text;
  private final long[] numbers;

  TextRow(int index, String text, long[] numbers) {
    this.index = index;
    this.text = text;
    this.numbers = numbers;
  }

  /** Its place among the texts of the call. */
  int index() {
    return index;
  }

  String text() {
    return text;
  }

  /** As they are fed; not a copy. */
  long[] numbers() {
    return numbers;
  }
}

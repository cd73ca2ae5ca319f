package dev.hebb.text;

/** The lines of a tokenizer's note, one after the other. */
final class Lines {
  private static final int SHORT = 40;

  private final String text;
  private int at;
  private int number;
  private String last = "";

  Lines(String text) {
    this.text = text;
  }

  /**
   * The next line.
   *
   * @param expected what stands there, for the message when there is none
   */
  String next(String expected) {
    number++;
    if (at > text.length()) {
      throw new TokenizerException(
          "tokenizer: line %s: expected %s, got the end. It was cut off."
              .formatted(number, expected));
    }
    int end = text.indexOf('\n', at);
    last = text.substring(at, end < 0 ? text.length() : end);
    at = end < 0 ? text.length() + 1 : end + 1;
    return last;
  }

  /** The name in the next line, {@code name=value}. */
  String name() {
    String line = next("name=value");
    int equals = line.indexOf('=');
    if (equals < 1) {
      throw wrong("name=value", line, "It was changed.");
    }
    return unescaped(line.substring(0, equals));
  }

  /** The value in the line that {@link #name()} read. */
  String valueOfLast() {
    return unescaped(last.substring(last.indexOf('=') + 1));
  }

  /** The value in the next line, which has this name. */
  String value(String name) {
    if (!name().equals(name)) {
      throw wrong("\"" + name + "=...\"", last, "It was changed.");
    }
    return valueOfLast();
  }

  /** The number in the next line, which has this name. */
  int count(String name, int most) {
    String value = value(name);
    try {
      int count = Integer.parseInt(value);
      if (count >= 0 && count <= most) {
        return count;
      }
    } catch (NumberFormatException e) {
      // As any other number that is none here.
    }
    throw wrong(name + " from 0 to " + most, last, "It was changed.");
  }

  String last() {
    return last;
  }

  String unescaped(String line) {
    return Escapes.unescape(line, "tokenizer: line " + number);
  }

  /** An error unless the last line has been read. */
  void end() {
    if (at <= text.length()) {
      throw wrong("the end", next("the end"), "It was changed.");
    }
  }

  TokenizerException wrong(String expected, String got, String remedy) {
    String shown = Escapes.escape(got.length() > SHORT ? got.substring(0, SHORT) + "..." : got);
    return new TokenizerException(
        "tokenizer: line %s: expected %s, got \"%s\". %s"
            .formatted(number, expected, shown, remedy));
  }
}

package dev.hebb.text;

/**
 * Any text as one line of printable ASCII and back: {@code \\}, {@code \n}, {@code \r}, {@code \t},
 * and <code>&#92;uXXXX</code> for each other UTF-16 unit.
 *
 * <p>ASCII, since ONNX Runtime hands notes to Java in an encoding in which emoji do not survive and
 * a NUL ends the text.
 */
final class Escapes {
  private static final String HEX = "0123456789abcdef";

  private Escapes() {}

  static String escape(String text) {
    StringBuilder line = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      switch (unit) {
        case '\\' -> line.append("\\\\");
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        case '\t' -> line.append("\\t");
        default -> {
          if (printable(unit)) {
            line.append(unit);
          } else {
            line.append("\\u");
            for (int shift = 12; shift >= 0; shift -= 4) {
              line.append(HEX.charAt(unit >> shift & 0xF));
            }
          }
        }
      }
    }
    return line.toString();
  }

  /**
   * What {@link #escape} made the line from.
   *
   * @param where of the line, for messages
   */
  static String unescape(String line, String where) {
    StringBuilder text = new StringBuilder(line.length());
    int i = 0;
    while (i < line.length()) {
      char unit = line.charAt(i);
      if (!printable(unit)) {
        throw new TokenizerException(
            "%s: expected printable ASCII, got U+%04X. Write it again."
                .formatted(where, (int) unit));
      }
      if (unit != '\\') {
        text.append(unit);
        i++;
        continue;
      }
      switch (i + 1 < line.length() ? line.charAt(i + 1) : ' ') {
        case '\\' -> text.append('\\');
        case 'n' -> text.append('\n');
        case 'r' -> text.append('\r');
        case 't' -> text.append('\t');
        case 'u' -> {
          text.append(unit(line, i + 2, where));
          i += 4;
        }
        default -> throw badEscape(line, i, where);
      }
      i += 2;
    }
    return text.toString();
  }

  private static char unit(String line, int from, String where) {
    int unit = 0;
    for (int i = from; i < from + 4; i++) {
      int digit = i < line.length() ? HEX.indexOf(line.charAt(i)) : -1;
      if (digit < 0) {
        throw badEscape(line, from - 2, where);
      }
      unit = unit << 4 | digit;
    }
    return (char) unit;
  }

  private static TokenizerException badEscape(String line, int at, String where) {
    return new TokenizerException(
        "%s: expected \\\\, \\n, \\r, \\t or \\uXXXX, got %s. Write it again."
            .formatted(where, line.substring(at, Math.min(line.length(), at + 6))));
  }

  private static boolean printable(char unit) {
    return unit >= ' ' && unit <= '~';
  }
}

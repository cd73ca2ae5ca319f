package dev.hebb.runtime.text;

import java.text.Normalizer;
import java.util.Locale;

/** What is done to a text before it is cut. */
final class Unicode {
  /** The sign for what cannot be shown. */
  static final String REPLACEMENT = "\uFFFD";

  private Unicode() {}

  /**
   * Without halves of surrogate pairs, in lower case if asked for, and with an accent and its
   * letter as one character (normal form C) if asked for.
   */
  static String prepared(String text, boolean lowerCase, boolean normalized) {
    String whole = whole(text);
    String cased = lowerCase ? whole.toLowerCase(Locale.ROOT) : whole;
    return normalized ? Normalizer.normalize(cased, Normalizer.Form.NFC) : cased;
  }

  /** The text with U+FFFD for each half of a surrogate pair that lacks the other. */
  static String whole(String text) {
    int at = firstHalf(text, 0);
    if (at == text.length()) {
      return text;
    }
    StringBuilder whole = new StringBuilder(text);
    while (at < text.length()) {
      whole.setCharAt(at, REPLACEMENT.charAt(0));
      at = firstHalf(text, at + 1);
    }
    return whole.toString();
  }

  private static int firstHalf(String text, int from) {
    int i = from;
    while (i < text.length()) {
      int point = text.codePointAt(i);
      if (Character.isSurrogate((char) point) && Character.isBmpCodePoint(point)) {
        return i;
      }
      i += Character.charCount(point);
    }
    return i;
  }
}

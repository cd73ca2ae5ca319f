package dev.hebb.text;

import java.nio.charset.StandardCharsets;
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
    return new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE);
  }
}

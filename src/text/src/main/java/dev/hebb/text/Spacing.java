package dev.hebb.text;

import java.util.List;

/** Puts spaces between words, see {@link Words}. */
final class Spacing {
  private static final String CLOSING =
      ".,;:!?%)]}\u2026\u2019\u201D\u00BB\u203A\u060C\u061B\u061F\u06D4\u05BE";
  private static final String OPENING =
      "([{\u00A1\u00BF\u201C\u201E\u201A\u2018\u00AB\u2039\u05BE$\u00A3\u20AC\u00A5#@";
  // Apart from the word they follow, or from the words between them, in French.
  private static final String FRENCH = ":;!?\u00AB\u00BB";
  // Close up on both sides.
  private static final String HYPHENS = "-\u2010\u2011/_\\";

  private Spacing() {}

  static String join(List<String> tokens, boolean french) {
    StringBuilder text = new StringBuilder();
    boolean quoted = false;
    boolean tight = true;
    boolean alone = false;
    for (String token : tokens) {
      boolean quote = token.equals("\"");
      boolean hyphen = isOne(token, HYPHENS);
      boolean apart = french && isOne(token, FRENCH);
      boolean closes = (isOne(token, CLOSING) && !apart) || hyphen || (quote && quoted);
      boolean eastern = eastern(token);
      if (!tight && !closes && !(alone && eastern)) {
        text.append(' ');
      }
      text.append(token);
      tight =
          (isOne(token, OPENING) && !apart)
              || hyphen
              || (quote && !quoted)
              || (french && elided(token));
      alone = eastern;
      quoted ^= quote;
    }
    return text.toString();
  }

  private static boolean elided(String token) {
    return token.length() > 1 && WordScanner.apostrophe(token.charAt(token.length() - 1));
  }

  private static boolean isOne(String token, String of) {
    return token.length() == 1 && of.indexOf(token.charAt(0)) >= 0;
  }

  /** Whether a token is Chinese or Japanese, or punctuation of theirs. */
  private static boolean eastern(String token) {
    int first = token.codePointAt(0);
    return WordScanner.standsAlone(first)
        || Character.UnicodeScript.of(first) == Character.UnicodeScript.KATAKANA
        || (first >= 0x3000 && first <= 0x303F)
        || (first >= 0xFF00 && first <= 0xFF65);
  }
}

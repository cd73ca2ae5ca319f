package dev.hebb.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into {@link Words}. One pass, and no regular expression that a long word could
 * exhaust.
 */
final class WordScanner {
  // ' and its typographic kin, and the Hebrew geresh and gershayim.
  private static final String APOSTROPHES = "'\u2019\u05F3\u05F4";
  // What only steers how text is set: soft hyphen, direction marks, joiners of lines, byte order.
  private static final String STEERING =
      "\u00AD\u061C\u200B\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2060\u2061\u2062\u2063\u2064"
          + "\u2066\u2067\u2068\u2069\uFEFF";
  private static final String KEYBOARD_SIGNS = "$+<=>^`|~";
  // Below, no character is Chinese or Japanese: to look that up takes longest of all.
  private static final int FIRST_ALONE = 0x2E80;
  private static final int NON_JOINER = 0x200C;
  private static final int JOINER = 0x200D;

  private final String text;
  private final Clusters clusters;
  private final boolean punctuation;
  private final boolean elided;
  private final List<String> tokens = new ArrayList<>();

  WordScanner(String text, boolean punctuation, boolean elided) {
    this.text = withoutSteering(text);
    this.clusters = new Clusters(this.text);
    this.punctuation = punctuation;
    this.elided = elided;
  }

  List<String> scan() {
    int at = 0;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      int next = at + Character.charCount(point);
      if (isGap(point)) {
        at = next;
        continue;
      }
      int end = isWord(point) ? wordEnd(at, point) : clusters.end(at);
      if (punctuation || isWord(point) || !isPunctuation(point)) {
        tokens.add(text.substring(at, end));
      }
      at = end;
    }
    return tokens;
  }

  private int wordEnd(int from, int first) {
    int last = first;
    int at = marksEnd(from + Character.charCount(first));
    while (at < text.length() && !standsAlone(last)) {
      boolean joined = joins(last, at);
      int begin = joined ? at + 1 : at;
      if (joined && elided && apostrophe(text.charAt(at))) {
        return begin; // The apostrophe goes with what is left of the elided word.
      }
      int point = text.codePointAt(begin);
      if (!isWord(point) || standsAlone(point)) {
        return at;
      }
      last = point;
      at = marksEnd(begin + Character.charCount(point));
    }
    return at;
  }

  /** Whether a sign holds together what stands before and behind it. */
  private boolean joins(int before, int at) {
    if (at + 1 == text.length()) {
      return false;
    }
    char sign = text.charAt(at);
    int after = text.codePointAt(at + 1);
    if (apostrophe(sign)) {
      return Character.isLetter(before) && Character.isLetter(after);
    }
    if (sign == '.' || sign == ',') {
      return isNumber(before) && isNumber(after);
    }
    return sign == '_' && isWord(after);
  }

  static boolean apostrophe(char sign) {
    return APOSTROPHES.indexOf(sign) >= 0;
  }

  /** Where the marks end that begin at {@code from}: accents, vowel signs, joiners in a word. */
  private int marksEnd(int from) {
    int at = from;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      int next = at + Character.charCount(point);
      boolean inside =
          (point == JOINER || point == NON_JOINER)
              && next < text.length()
              && isWord(text.codePointAt(next));
      if (!isMark(point) && !inside) {
        return at;
      }
      at = next;
    }
    return at;
  }

  /** Whether a character is a word of its own. */
  static boolean standsAlone(int point) {
    return point >= FIRST_ALONE
        && (Character.isIdeographic(point)
            || Character.UnicodeScript.of(point) == Character.UnicodeScript.HIRAGANA);
  }

  private static boolean isGap(int point) {
    return Character.isWhitespace(point)
        || Character.isSpaceChar(point)
        || Character.isISOControl(point)
        || point == JOINER
        || point == NON_JOINER;
  }

  private static boolean isWord(int point) {
    return Character.isLetter(point) || isNumber(point);
  }

  private static boolean isNumber(int point) {
    return switch (Character.getType(point)) {
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
      default -> false;
    };
  }

  private static boolean isMark(int point) {
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK ->
          true;
      default -> false;
    };
  }

  private static boolean isPunctuation(int point) {
    return switch (Character.getType(point)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> KEYBOARD_SIGNS.indexOf(point) >= 0;
    };
  }

  private static String withoutSteering(String text) {
    int at = 0;
    while (at < text.length() && !steers(text.charAt(at))) {
      at++;
    }
    if (at == text.length()) {
      return text;
    }
    StringBuilder kept = new StringBuilder(text.length()).append(text, 0, at);
    for (; at < text.length(); at++) {
      if (!steers(text.charAt(at))) {
        kept.append(text.charAt(at));
      }
    }
    return kept.toString();
  }

  private static boolean steers(char unit) {
    return unit >= STEERING.charAt(0) && STEERING.indexOf(unit) >= 0;
  }
}

package dev.hebb.text;

/** Texts that go wrong elsewhere, each written so that nobody's editor changes it. */
final class TokenizerSamples {
  /** Man, woman, girl and boy, joined: seven code points, one picture. */
  static final String FAMILY = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66";

  /** F and R as regional indicators. */
  static final String FRANCE = "\uD83C\uDDEB\uD83C\uDDF7";

  static final String GERMANY = "\uD83C\uDDE9\uD83C\uDDEA";

  /** A black flag with tags. */
  static final String ENGLAND =
      "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F";

  /** A thumb with a medium skin tone. */
  static final String THUMB = "\uD83D\uDC4D\uD83C\uDFFD";

  /** A heart that is to be shown as a picture. */
  static final String HEART = "\u2764\uFE0F";

  /** "Peace, world!", with vowel points. */
  static final String HEBREW =
      "\u05E9\u05B8\u05C1\u05DC\u05D5\u05B9\u05DD \u05E2\u05D5\u05DC\u05DD!";

  /** "Hello, world?", with Arabic comma and question mark. */
  static final String ARABIC =
      "\u0645\u0631\u062D\u0628\u0627\u060C \u0639\u0627\u0644\u0645\u061F";

  /** An e and an accent, two code points. */
  static final String TWO_E = "e\u0301";

  /** The same as one. */
  static final String ONE_E = "\u00E9";

  static final String HIGH_HALF = "\uD83D";
  static final String LOW_HALF = "\uDC4D";

  private TokenizerSamples() {}
}

package dev.hebb.training.data;

/** Says why a field is not taken; where it stands is said by who reads it. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 40;

  Refusal(String message) {
    super(message, null, false, false);
  }

  /** A field as it is quoted: not all of it where it is long. */
  static String quoted(String text) {
    return text.length() > LONGEST
        ? "\"%s…\"".formatted(text.substring(0, LONGEST))
        : "\"%s\"".formatted(text);
  }
}

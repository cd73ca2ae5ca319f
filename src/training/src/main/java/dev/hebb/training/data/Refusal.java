package dev.hebb.training.data;

import java.util.Optional;

/** Says why a field is not taken; where it stands is said by who reads it. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 40;

  private final transient Optional<String> field;

  Refusal(String message) {
    super(message, null, false, false);
    field = Optional.empty();
  }

  /** Of a field; its source has an advice. */
  Refusal(String message, String field) {
    super(message, null, false, false);
    this.field = Optional.of(field);
  }

  /** The field, where its source has an advice. */
  Optional<String> field() {
    return field;
  }

  /** A field as it is quoted: not all of it where it is long. */
  static String quoted(String text) {
    return text.length() > LONGEST
        ? "\"%s…\"".formatted(text.substring(0, LONGEST))
        : "\"%s\"".formatted(text);
  }
}

package dev.hebb.spark;

/** A model and its data do not fit together, or a host cannot run it; the text says which. */
public final class ScoringException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ScoringException(String message) {
    super(message);
  }

  ScoringException(String message, Throwable cause) {
    super(message, cause);
  }
}

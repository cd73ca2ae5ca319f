package dev.hebb.training;

/**
 * Training that cannot begin or go on: bad data, sizes that do not fit. The text says what to
 * change.
 */
public final class TrainingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TrainingException(String message) {
    super(message);
  }

  public TrainingException(String message, Throwable cause) {
    super(message, cause);
  }
}

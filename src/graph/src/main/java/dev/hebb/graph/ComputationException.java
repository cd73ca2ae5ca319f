package dev.hebb.graph;

/**
 * Numbers that an engine could not compute, such as an index beyond a table. The text says what it
 * said, and what to look at.
 */
public final class ComputationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ComputationException(String message, Throwable cause) {
    super(message, cause);
  }
}

package dev.hebb.stream.tick;

/** Values that a tick cannot be computed from. */
public final class TickException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TickException(String message) {
    super(message);
  }
}

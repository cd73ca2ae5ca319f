package dev.hebb.serving;

/** A call that got no answer, though nothing was wrong with its values: ask again, or later. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Why there was no answer. */
  public enum Reason {
    /** As many calls wait as may. */
    FULL,
    /** The answer was not there in time. */
    DEADLINE,
    /** The thread that waited was interrupted. */
    INTERRUPTED
  }

  RefusedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}

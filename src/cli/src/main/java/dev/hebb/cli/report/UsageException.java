package dev.hebb.cli.report;

/** Options that do not go together, or a value that an option does not take. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }
}

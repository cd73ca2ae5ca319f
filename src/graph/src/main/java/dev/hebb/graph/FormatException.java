package dev.hebb.graph;

/** A file that is not what it should be: corrupt, truncated or foreign. The text names the file. */
public final class FormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public FormatException(String message) {
    super(message);
  }

  public FormatException(String message, Throwable cause) {
    super(message, cause);
  }
}

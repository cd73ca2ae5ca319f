package dev.hebb.graph;

/**
 * A network that cannot be: thrown where the mistake was written. The text names the place, what
 * was expected, what came, the arithmetic, and what to change.
 */
public final class DeclarationException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public DeclarationException(String message) {
    super(message);
  }

  /** The same text with the place in front. */
  public DeclarationException at(String place) {
    DeclarationException placed = new DeclarationException(place + ": " + getMessage());
    placed.setStackTrace(getStackTrace());
    return placed;
  }
}

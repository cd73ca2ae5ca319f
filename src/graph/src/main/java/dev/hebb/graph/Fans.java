package dev.hebb.graph;

/** Fan in and fan out, in Keras's counting: inputs or outputs times the receptive field. */
public record Fans(long in, long out) {
  /** For parameters whose initialiser does not ask. */
  public static final Fans NONE = new Fans(1, 1);
}

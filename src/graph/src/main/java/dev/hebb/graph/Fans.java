package dev.hebb.graph;

/**
 * How a parameter's units lie in it.
 *
 * @param in fan in, in Keras's counting: inputs times the receptive field
 * @param out fan out: outputs times the receptive field
 * @param unit the axis along which the units lie, one beside the other
 */
public record Fans(long in, long out, int unit) {
  /** For parameters whose initialiser does not ask. */
  public static final Fans NONE = new Fans(1, 1, 0);

  /** With the units along the last of two axes, {@code [inputs, units]}. */
  public Fans(long in, long out) {
    this(in, out, 1);
  }
}

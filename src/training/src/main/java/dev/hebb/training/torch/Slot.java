package dev.hebb.training.torch;

/**
 * What an optimizer remembers of a trained parameter from step to step: a float32 tensor, like the
 * parameter or its mean over an axis. Everything that outlives a step is one of these, so that a
 * checkpoint can hold all of it.
 *
 * @param name prefix of its attributes, Keras's word where there is one
 * @param first what it is before the first step: an expression of the weight {@code %s}
 */
record Slot(String name, String first) {
  /** All zero before the first step. */
  static Slot zeros(String name) {
    return full(name, 0);
  }

  /** The same number everywhere before the first step. */
  static Slot full(String name, double number) {
    return new Slot(name, "torch.full_like(%s, " + number + ")");
  }

  /** A copy of the weight before the first step. */
  static Slot weight(String name) {
    return new Slot(name, "torch.clone(%s)");
  }

  /** The attribute of one trained parameter. */
  String attribute(int parameter) {
    return "self." + name + parameter;
  }
}

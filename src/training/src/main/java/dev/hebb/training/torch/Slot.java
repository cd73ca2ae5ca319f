package dev.hebb.training.torch;

/**
 * What an optimizer remembers of each trained parameter from step to step: a tensor like the
 * parameter, float32. Everything that outlives a step is one of these, so that a checkpoint can
 * hold all of it.
 *
 * @param name prefix of its attributes
 * @param first what all its numbers are before the first step
 */
record Slot(String name, double first) {
  /** All zero before the first step. */
  static Slot zeros(String name) {
    return new Slot(name, 0);
  }

  /** The attribute of one trained parameter. */
  String attribute(int parameter) {
    return "self." + name + parameter;
  }
}

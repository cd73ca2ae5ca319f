package dev.hebb.training.torch;

import java.util.Map;
import java.util.Set;

/**
 * A part of the graph that PyTorch's autograd never sees: it is computed outside of it, and its
 * gradient is printed. Autograd ends at what goes in and begins anew at what comes out.
 */
interface Cut {
  /** What comes out: a tensor without a past. */
  String leaf();

  /** What goes in, with a past. */
  String root();

  /** The names of the values that what goes in is made of, as the graph has them. */
  Set<String> sources();

  /**
   * Prints the gradient.
   *
   * @param gradient of what comes out
   * @return the gradients of what goes in, and of parameters that are used within, by how they are
   *     read
   */
  Map<String, String> backward(String gradient, Body body);
}

package dev.hebb.onnx.compare;

import dev.hebb.runtime.Element;
import java.util.List;

/**
 * An input as a model declares it.
 *
 * @param dims numbers, or names of lengths that are free
 */
record Fed(String name, Element type, List<String> dims) {
  Fed {
    dims = List.copyOf(dims);
  }

  /** Whether the length of an axis is said. */
  boolean fixed(int axis) {
    return Character.isDigit(dims.get(axis).charAt(0));
  }

  /** Such as "float32 [batch, 31, 1]". */
  @Override
  public String toString() {
    return type + " " + dims;
  }
}

package dev.hebb.stream.tick;

import java.util.List;

/**
 * A value while a program is put together.
 *
 * @param register where its numbers will be
 */
record Operand(int register, List<Integer> dims) {
  Operand {
    dims = List.copyOf(dims);
  }

  static int size(List<Integer> dims) {
    return dims.stream().reduce(1, (a, b) -> a * b);
  }

  int size() {
    return size(dims);
  }

  int rank() {
    return dims.size();
  }

  /** The length of an axis; negative counts from the end. */
  int dim(int axis) {
    return dims.get(axis < 0 ? dims.size() + axis : axis);
  }

  /** How many numbers are side by side at one index of the axes up to this one. */
  int inner(int axis) {
    return size(dims.subList(axis + 1, dims.size()));
  }

  /** How many indices the axes before this one have. */
  int outer(int axis) {
    return size(dims.subList(0, axis));
  }

  /** The same numbers with other axes. */
  Operand as(List<Integer> other) {
    return new Operand(register, other);
  }
}

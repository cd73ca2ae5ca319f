package dev.hebb.graph;

import java.util.List;

/**
 * A parameter of the graph: its name is {@code <layer>/<weight>} as in Keras, its layout is the one
 * of the operator that reads it.
 *
 * @param dims the lengths of its axes
 * @param trainable whether the optimizer changes it
 */
public record Param(
    String name, List<Long> dims, Initializer initializer, Fans fans, boolean trainable) {
  public Param {
    dims = List.copyOf(dims);
  }

  /** How many numbers. */
  public long size() {
    return Tensor.elements(sizes());
  }

  /** The lengths as an array. */
  public long[] sizes() {
    return dims.stream().mapToLong(Long::longValue).toArray();
  }

  /** This parameter as an edge of the graph. */
  public Value value() {
    return new Value(name, Shape.fixed(dims), DataType.FLOAT32);
  }
}

package dev.hebb.graph;

import java.util.List;

/**
 * A parameter of the graph: its name is {@code <layer>/<weight>} as in Keras, its layout is the one
 * of the operator that reads it.
 *
 * @param dims the lengths of its axes
 * @param trainable whether the optimizer changes it
 * @param regularizers what its numbers cost in training
 * @param constraints what its numbers are brought to after each step, in this order
 */
public record Param(
    String name,
    List<Long> dims,
    Initializer initializer,
    Fans fans,
    boolean trainable,
    List<Regularizer> regularizers,
    List<Constraint> constraints) {
  public Param {
    dims = List.copyOf(dims);
    regularizers = List.copyOf(regularizers);
    constraints = List.copyOf(constraints);
  }

  /** Free of prices and rules. */
  public Param(
      String name, List<Long> dims, Initializer initializer, Fans fans, boolean trainable) {
    this(name, dims, initializer, fans, trainable, List.of(), List.of());
  }

  /** Under another name, and measured elsewhere if it is measured. */
  public Param moved(String other, Initializer from) {
    return new Param(other, dims, from, fans, trainable, regularizers, constraints);
  }

  /** Not changed by the optimizer. */
  public Param frozen() {
    return new Param(name, dims, initializer, fans, false, regularizers, constraints);
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

package dev.hebb.graph;

/** A named edge of the graph: an input, a parameter or what a node puts out. */
public record Value(String name, Shape shape, DataType type) {
  @Override
  public String toString() {
    return name + shape;
  }
}

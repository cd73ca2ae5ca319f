package dev.hebb.graph;

/**
 * Where data enters or leaves a graph.
 *
 * @param name what a user calls it; for an input also the name of its value
 * @param value what flows there
 * @param unit of its numbers, such as {@code USD}; empty if none was said
 */
public record Port(String name, Value value, String unit) {
  /** A port named as its value, without a unit. */
  public static Port of(Value value) {
    return new Port(value.name(), value, "");
  }
}

package dev.hebb.network;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Shape;

/**
 * What a network is fed.
 *
 * @param shape with the batch axis first
 * @param type of its numbers
 * @param unit of its numbers, such as {@code USD}; empty if none
 * @param padded whether a second input says how long each row is
 */
public record Input<R extends Rank>(
    String name, Shape shape, DataType type, String unit, boolean padded) {
  private static final String NAME = "input";

  static <R extends Rank> Input<R> of(Dim... dims) {
    return of(DataType.FLOAT32, dims);
  }

  static <R extends Rank> Input<R> of(DataType type, Dim... dims) {
    Dim[] all = new Dim[dims.length + 1];
    all[0] = Dim.free("batch");
    System.arraycopy(dims, 0, all, 1, dims.length);
    return new Input<>(NAME, Shape.of(all), type, "", false);
  }

  /** With a name, which the exported file and the predictor use. */
  public Input<R> named(String other) {
    return new Input<>(other, shape, type, unit, padded);
  }

  /** With the unit of its numbers, which travels into the exported file. */
  public Input<R> unit(String other) {
    return new Input<>(name, shape, type, other, padded);
  }

  /**
   * Rows are padded at their end, and a second input says how long each is: {@code lengths}, or
   * {@code <name>_lengths} where this input has a name, whole numbers {@code [batch]} from 1. No
   * layer, no loss and no metric sees what lies beyond a row's length. The time must be {@link
   * Layers#ANY}.
   */
  public Input<R> withLengths() {
    return new Input<>(name, shape, type, unit, true);
  }

  /** The name of the input of lengths. */
  String lengths() {
    return name.equals(NAME) ? "lengths" : name + "_lengths";
  }
}

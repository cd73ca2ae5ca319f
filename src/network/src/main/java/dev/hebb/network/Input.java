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
 */
public record Input<R extends Rank>(String name, Shape shape, DataType type, String unit) {
  static <R extends Rank> Input<R> of(Dim... dims) {
    return of(DataType.FLOAT32, dims);
  }

  static <R extends Rank> Input<R> of(DataType type, Dim... dims) {
    Dim[] all = new Dim[dims.length + 1];
    all[0] = Dim.free("batch");
    System.arraycopy(dims, 0, all, 1, dims.length);
    return new Input<>("input", Shape.of(all), type, "");
  }

  /** With a name, which the exported file and the predictor use. */
  public Input<R> named(String other) {
    return new Input<>(other, shape, type, unit);
  }

  /** With the unit of its numbers, which travels into the exported file. */
  public Input<R> unit(String other) {
    return new Input<>(name, shape, type, other);
  }
}

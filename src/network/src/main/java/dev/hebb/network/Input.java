package dev.hebb.network;

import dev.hebb.graph.DataType;
import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Size;
import java.util.Set;

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

  /** Second axes that are no time. */
  private static final Set<String> OTHERS = Set.of("features", "height", "depth");

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
   * With a name for its time axis, {@code time} otherwise: inputs whose times are of different
   * lengths have different names for them. The exported file says it, and the predictor binds the
   * length by it: {@code dim("source_time", 30)}.
   */
  public Input<R> time(String other) {
    Dim time = shape.dim(1);
    if (OTHERS.contains(time.name())) {
      throw new DeclarationException(
          "%s (time(\"%s\")): expected an input whose second axis is the time, got %s. Name the axis of tokens, sequences and frames."
              .formatted(name, other, shape));
    }
    if (!other.matches("[A-Za-z_]\\w*") || other.equals(shape.dim(0).name())) {
      throw new DeclarationException(
          "%s (time(\"%s\")): expected letters, digits and _, and not \"batch\", got \"%s\". Choose a name such as source_time."
              .formatted(name, other, other));
    }
    Dim renamed =
        time.size() instanceof Size.Symbol ? Dim.free(other) : new Dim(other, time.size());
    return new Input<>(name, shape.with(1, renamed), type, unit, padded);
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

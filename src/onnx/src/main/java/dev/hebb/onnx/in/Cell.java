package dev.hebb.onnx.in;

import dev.hebb.graph.Size;
import java.util.OptionalLong;

/** One number that is known when the file is read; of a length, how it follows from free axes. */
sealed interface Cell {
  /** A float. */
  record Real(double value) implements Cell {}

  /** A whole number, or 1 and 0 for true and false. */
  record Whole(long value) implements Cell {}

  /** A length that is known when data arrives. */
  record Length(Size size) implements Cell {}

  static Cell of(long value) {
    return new Whole(value);
  }

  static Cell of(double value) {
    return new Real(value);
  }

  static Cell of(Size size) {
    return size.fixed().isPresent() ? new Whole(size.fixed().getAsLong()) : new Length(size);
  }

  static Cell of(boolean value) {
    return new Whole(value ? 1 : 0);
  }

  /** The whole number, if it is one. */
  default OptionalLong whole() {
    return this instanceof Whole whole ? OptionalLong.of(whole.value) : OptionalLong.empty();
  }

  /** Whether it is a number, not a length that is free. */
  default boolean isNumber() {
    return !(this instanceof Length);
  }

  /** As a float. */
  default double real() {
    return this instanceof Real real ? real.value : (double) ((Whole) this).value;
  }

  /** As a length. */
  default Size size() {
    return this instanceof Length length ? length.size : Size.of(((Whole) this).value);
  }
}

package dev.hebb.graph;

import java.util.OptionalInt;

/**
 * What the axis that ticks is to a value.
 *
 * @param axis where it is; negative if the value has none
 * @param merged whether it is in one axis with the batch
 */
record Tick(int axis, boolean merged) {
  /** The same at every tick. */
  static final Tick STILL = new Tick(-2, false);

  /** One value for all ticks so far, a new one at each. */
  static final Tick SO_FAR = new Tick(-1, false);

  static Tick at(int axis) {
    return new Tick(axis, false);
  }

  /** Of an input. */
  static Tick of(Shape shape, String over) {
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (called(shape.dim(axis)).equals(over)) {
        return at(axis);
      }
    }
    return STILL;
  }

  /** What a user calls an axis: its symbol, or its name where its length is fixed. */
  static String called(Dim dim) {
    return dim.size() instanceof Size.Symbol symbol ? symbol.name() : dim.name();
  }

  /** Whether the value has a part for each tick. */
  boolean steps() {
    return axis >= 0;
  }

  boolean isStill() {
    return equals(STILL);
  }

  /** As a user of the twin is told. */
  Streaming.Ticking told(String port) {
    return new Streaming.Ticking(port, steps() ? OptionalInt.of(axis) : OptionalInt.empty());
  }

  /** The same, elsewhere. */
  Tick moved(int other) {
    return new Tick(other, merged);
  }
}

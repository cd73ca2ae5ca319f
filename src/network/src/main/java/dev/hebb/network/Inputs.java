package dev.hebb.network;

import dev.hebb.graph.Dim;

/** How a network begins: the part of {@link Layers} that names what it is fed. */
class Inputs {
  /** A length that each batch may choose. */
  public static final long ANY = -1;

  /** Begins a network. */
  public static <R extends Rank> Stage<R, R> network(String name, Input<R> input) {
    return Stage.start(name, input);
  }

  /** An input {@code [batch, features]}. */
  public static Input<Rank.Vector> vector(long features) {
    return Input.of(Dim.of("features", features));
  }

  /**
   * An input {@code [batch, time, features]}.
   *
   * @param time how many steps, or {@link #ANY}
   */
  public static Input<Rank.Sequence> sequence(long time, long features) {
    return Input.of(
        time == ANY ? Dim.free("time") : Dim.of("time", time), Dim.of("features", features));
  }

  /** An input {@code [batch, height, width, channels]}, as in Keras. */
  public static Input<Rank.Image> image(long height, long width, long channels) {
    return Input.of(Dim.of("height", height), Dim.of("width", width), Dim.of("channels", channels));
  }

  /** An input {@code [batch, depth, height, width, channels]}, as in Keras. */
  public static Input<Rank.Volume> volume(long depth, long height, long width, long channels) {
    return Input.of(
        Dim.of("depth", depth),
        Dim.of("height", height),
        Dim.of("width", width),
        Dim.of("channels", channels));
  }
}

package dev.hebb.network;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Dim;
import java.util.ArrayList;
import java.util.List;

/** How a network begins: the part of {@link Layers} that names what it is fed. */
class Inputs {
  /** A length that each batch may choose. */
  public static final long ANY = -1;

  /** Begins a network. */
  public static <R extends Rank> Stage<R, R> network(String name, Input<R> input) {
    return Stage.start(name, input);
  }

  /**
   * Begins a network that has other inputs too: what is begun so under one name can be merged. The
   * inputs stand in the order in which branches meet; what a layer reads beside the stage on which
   * it is chained comes first.
   *
   * @param input with a name of its own: {@code image(60, 80, 3).named("photo")}
   */
  public static <R extends Rank> Stage<Rank.Several, R> branch(String name, Input<R> input) {
    return Stage.branch(name, input);
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
    return Input.of(steps(time), Dim.of("features", features));
  }

  /**
   * An input {@code [batch, time]} of whole numbers from 0.
   *
   * @param time how many, or {@link #ANY}
   */
  public static Input<Rank.Tokens> tokens(long time) {
    return Input.of(DataType.INT64, steps(time));
  }

  /**
   * An input {@code [batch, time, ...]} that has at every step what {@code each} is.
   *
   * @param time how many steps, or {@link #ANY}
   */
  public static <R extends Rank> Input<Rank.Timed<R>> frames(long time, Input<R> each) {
    List<Dim> dims = new ArrayList<>(each.shape().dims().subList(1, each.shape().rank()));
    dims.add(0, steps(time));
    return Input.of(each.type(), dims.toArray(Dim[]::new));
  }

  /**
   * A network that says of every patch of an image what {@code patch} says of it, with the same
   * parameters: all patches at once, and what neighbours have in common is computed once. Patch
   * (row, column) of the output begins at pixel (row·stride, column·stride).
   *
   * @param patch an MLP or a convolutional network without padding
   * @param whole the image, of any size not below the patch's
   * @param stride how many pixels the patches are apart, down and across
   */
  public static Network<Rank.Image, Rank.Image> scanned(
      Network<Rank.Image, Rank.Vector> patch, Input<Rank.Image> whole, int stride) {
    return new Network<>(new Scan(patch.graph(), whole, stride).graph());
  }

  private static Dim steps(long time) {
    return axis("time", time);
  }

  private static Dim axis(String name, long length) {
    return length == ANY ? Dim.free(name) : Dim.of(name, length);
  }

  /**
   * An input {@code [batch, height, width, channels]}, as in Keras.
   *
   * @param height how many rows, or {@link #ANY}
   * @param width how many columns, or {@link #ANY}
   */
  public static Input<Rank.Image> image(long height, long width, long channels) {
    return Input.of(axis("height", height), axis("width", width), Dim.of("channels", channels));
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

package dev.hebb.network;

import dev.hebb.graph.Dim;
import dev.hebb.graph.op.Activation;
import dev.hebb.network.layer.ActivationLayer;
import dev.hebb.network.layer.Conv1d;
import dev.hebb.network.layer.Dense;
import dev.hebb.network.layer.Dropout;
import dev.hebb.network.layer.Flatten;
import dev.hebb.network.layer.Gru;
import dev.hebb.network.layer.Lstm;
import dev.hebb.network.layer.Reshape;
import dev.hebb.network.layer.Scaler;
import dev.hebb.network.layer.SimpleRnn;
import java.util.List;

/** Every word of the language; import statically. */
public final class Layers {
  /** A length that each batch may choose. */
  public static final long ANY = -1;

  private Layers() {}

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

  /** A fully connected layer. */
  public static Dense dense(int units) {
    return Dense.of(units);
  }

  /** Drops a share of the numbers in training. */
  public static Dropout dropout(double rate) {
    return new Dropout(rate);
  }

  /** An activation function as a layer. */
  public static ActivationLayer activation(Activation activation) {
    return new ActivationLayer(activation);
  }

  /** The plain recurrent layer. */
  public static SimpleRnn<Rank.Vector> simpleRnn(int units) {
    return SimpleRnn.of(units);
  }

  /** Long short-term memory. */
  public static Lstm<Rank.Vector> lstm(int units) {
    return Lstm.of(units);
  }

  /** The gated recurrent unit. */
  public static Gru<Rank.Vector> gru(int units) {
    return Gru.of(units);
  }

  /** Convolution over time. */
  public static Conv1d conv1d(int filters, int kernel) {
    return Conv1d.of(filters, kernel);
  }

  /** All but the batch axis in one. */
  public static Flatten flatten() {
    return new Flatten();
  }

  /** To {@code [batch, features]}. */
  public static Reshape<Rank.Vector> reshape(long features) {
    return new Reshape<>(List.of(features));
  }

  /** To {@code [batch, time, features]}. */
  public static Reshape<Rank.Sequence> reshape(long time, long features) {
    return new Reshape<>(List.of(time, features));
  }

  /** To {@code [batch, height, width, channels]}. */
  public static Reshape<Rank.Image> reshape(long height, long width, long channels) {
    return new Reshape<>(List.of(height, width, channels));
  }

  /** To mean 0 and standard deviation 1 per feature, measured on the training split. */
  public static Scaler standardScaler(String name) {
    return Scaler.standard(name);
  }

  /** To the range 0 … 1 per feature, measured on the training split. */
  public static Scaler minMaxScaler(String name) {
    return Scaler.minMax(name);
  }
}

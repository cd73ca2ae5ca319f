package dev.hebb.network;

import dev.hebb.graph.Dim;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Reduction;
import dev.hebb.network.layer.ActivationLayer;
import dev.hebb.network.layer.BatchNorm;
import dev.hebb.network.layer.Conv1d;
import dev.hebb.network.layer.Conv2d;
import dev.hebb.network.layer.Conv2dTranspose;
import dev.hebb.network.layer.Cropping;
import dev.hebb.network.layer.Dense;
import dev.hebb.network.layer.DepthwiseConv2d;
import dev.hebb.network.layer.Dropout;
import dev.hebb.network.layer.Flatten;
import dev.hebb.network.layer.GlobalPooling;
import dev.hebb.network.layer.Gru;
import dev.hebb.network.layer.LayerNorm;
import dev.hebb.network.layer.Lrn;
import dev.hebb.network.layer.Lstm;
import dev.hebb.network.layer.PRelu;
import dev.hebb.network.layer.Permute;
import dev.hebb.network.layer.Pooling;
import dev.hebb.network.layer.RepeatVector;
import dev.hebb.network.layer.Rescaling;
import dev.hebb.network.layer.Reshape;
import dev.hebb.network.layer.Scaler;
import dev.hebb.network.layer.SimpleRnn;
import dev.hebb.network.layer.UpSampling;
import dev.hebb.network.layer.ZeroPadding;
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

  /** Convolution over an image, with a square kernel. */
  public static Conv2d conv2d(int filters, int kernel) {
    return Conv2d.of(filters, kernel, kernel);
  }

  /** Convolution over an image. */
  public static Conv2d conv2d(int filters, int height, int width) {
    return Conv2d.of(filters, height, width);
  }

  /** Convolution the other way round, with a square kernel: an image grows by the stride. */
  public static Conv2dTranspose conv2dTranspose(int filters, int kernel) {
    return Conv2dTranspose.of(filters, kernel, kernel);
  }

  /** Convolution of each channel by itself, with a square kernel. */
  public static DepthwiseConv2d depthwiseConv2d(int kernel) {
    return DepthwiseConv2d.of(kernel, kernel);
  }

  /** Cuts off the first and the last steps. */
  public static Cropping<Rank.Sequence> cropping1d(int begin, int end) {
    return new Cropping<>(List.of(begin), List.of(end));
  }

  /** Cuts off an image's border. */
  public static Cropping<Rank.Image> cropping2d(int top, int bottom, int left, int right) {
    return new Cropping<>(List.of(top, left), List.of(bottom, right));
  }

  /** Mean 0 and variance 1 for each row, over its last axis. */
  public static LayerNorm layerNormalization() {
    return LayerNorm.of();
  }

  /** {@code x·scale + offset}. */
  public static Rescaling rescaling(double scale, double offset) {
    return new Rescaling(scale, offset);
  }

  /** The largest number of each window of time. */
  public static Pooling<Rank.Sequence> maxPool1d(int window) {
    return Pooling.of("max_pooling1d", Reduction.MAX, List.of(window));
  }

  /** The largest number of each square of the image. */
  public static Pooling<Rank.Image> maxPool2d(int window) {
    return Pooling.of("max_pooling2d", Reduction.MAX, List.of(window, window));
  }

  /** The mean of each window of time. */
  public static Pooling<Rank.Sequence> averagePool1d(int window) {
    return Pooling.of("average_pooling1d", Reduction.MEAN, List.of(window));
  }

  /** The mean of each square of the image. */
  public static Pooling<Rank.Image> averagePool2d(int window) {
    return Pooling.of("average_pooling2d", Reduction.MEAN, List.of(window, window));
  }

  /** The largest number of each feature over time. */
  public static GlobalPooling<Rank.Sequence> globalMaxPool1d() {
    return new GlobalPooling<>("global_max_pooling1d", Reduction.MAX);
  }

  /** The largest number of each channel. */
  public static GlobalPooling<Rank.Image> globalMaxPool2d() {
    return new GlobalPooling<>("global_max_pooling2d", Reduction.MAX);
  }

  /** The mean of each feature over time. */
  public static GlobalPooling<Rank.Sequence> globalAveragePool1d() {
    return new GlobalPooling<>("global_average_pooling1d", Reduction.MEAN);
  }

  /** The mean of each channel. */
  public static GlobalPooling<Rank.Image> globalAveragePool2d() {
    return new GlobalPooling<>("global_average_pooling2d", Reduction.MEAN);
  }

  /** Each step so many times. */
  public static UpSampling<Rank.Sequence> upSampling1d(int factor) {
    return new UpSampling<>(List.of(factor), false);
  }

  /** An image so many times as high and as wide. */
  public static UpSampling<Rank.Image> upSampling2d(int factor) {
    return upSampling2d(factor, factor);
  }

  /** An image so many times as high, so many times as wide. */
  public static UpSampling<Rank.Image> upSampling2d(int down, int across) {
    return new UpSampling<>(List.of(down, across), false);
  }

  /** Zeros before and after the steps. */
  public static ZeroPadding<Rank.Sequence> zeroPadding1d(int begin, int end) {
    return new ZeroPadding<>(List.of(begin), List.of(end));
  }

  /** As many zeros on every side of the image. */
  public static ZeroPadding<Rank.Image> zeroPadding2d(int border) {
    return zeroPadding2d(border, border, border, border);
  }

  /** Zeros around the image. */
  public static ZeroPadding<Rank.Image> zeroPadding2d(int top, int bottom, int left, int right) {
    return new ZeroPadding<>(List.of(top, left), List.of(bottom, right));
  }

  /** Mean 0 and variance 1 for each channel, over the batch. */
  public static BatchNorm batchNormalization() {
    return BatchNorm.of();
  }

  /** Local response normalisation over so many neighbouring channels. */
  public static Lrn localResponseNormalization(int size) {
    return Lrn.of(size);
  }

  /** A rectifier that learns its slope below zero. */
  public static PRelu pRelu() {
    return new PRelu(List.of());
  }

  /** The axes after the batch, counted from 1, in another order. */
  public static Permute permute(Integer... axes) {
    return new Permute(List.of(axes));
  }

  /** A vector at every step of a sequence. */
  public static RepeatVector repeatVector(int times) {
    return new RepeatVector(times);
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

  /** The sum of several stages, which grew from one input, element by element. */
  public static <I extends Rank, R extends Rank> Stage<I, R> add(Stage<I, R> a, Stage<I, R> b) {
    return Stage.merged(List.of(a, b), Merge.ADD);
  }

  /** The sum of several stages, which grew from one input, element by element. */
  public static <I extends Rank, R extends Rank> Stage<I, R> add(List<Stage<I, R>> stages) {
    return Stage.merged(stages, Merge.ADD);
  }

  /** The first stage less the second, which grew from one input, element by element. */
  public static <I extends Rank, R extends Rank> Stage<I, R> subtract(
      Stage<I, R> a, Stage<I, R> b) {
    return Stage.merged(List.of(a, b), Merge.SUBTRACT);
  }

  /** The product of several stages, which grew from one input, element by element. */
  public static <I extends Rank, R extends Rank> Stage<I, R> multiply(
      Stage<I, R> a, Stage<I, R> b) {
    return Stage.merged(List.of(a, b), Merge.MULTIPLY);
  }

  /** The product of several stages, which grew from one input, element by element. */
  public static <I extends Rank, R extends Rank> Stage<I, R> multiply(List<Stage<I, R>> stages) {
    return Stage.merged(stages, Merge.MULTIPLY);
  }

  /** The mean of several stages, which grew from one input, element by element. */
  public static <I extends Rank, R extends Rank> Stage<I, R> average(Stage<I, R> a, Stage<I, R> b) {
    return Stage.merged(List.of(a, b), Merge.AVERAGE);
  }

  /** The mean of several stages, which grew from one input, element by element. */
  public static <I extends Rank, R extends Rank> Stage<I, R> average(List<Stage<I, R>> stages) {
    return Stage.merged(stages, Merge.AVERAGE);
  }

  /** The larger of two stages, which grew from one input, element by element. */
  public static <I extends Rank, R extends Rank> Stage<I, R> maximum(Stage<I, R> a, Stage<I, R> b) {
    return Stage.merged(List.of(a, b), Merge.MAXIMUM);
  }

  /** The smaller of two stages, which grew from one input, element by element. */
  public static <I extends Rank, R extends Rank> Stage<I, R> minimum(Stage<I, R> a, Stage<I, R> b) {
    return Stage.merged(List.of(a, b), Merge.MINIMUM);
  }

  /** Stages one behind the other along the last axis, which grew from one input. */
  public static <I extends Rank, R extends Rank> Stage<I, R> concat(Stage<I, R> a, Stage<I, R> b) {
    return Stage.merged(List.of(a, b), Merge.CONCATENATE);
  }

  /** Stages one behind the other along the last axis, which grew from one input. */
  public static <I extends Rank, R extends Rank> Stage<I, R> concat(List<Stage<I, R>> stages) {
    return Stage.merged(stages, Merge.CONCATENATE);
  }
}

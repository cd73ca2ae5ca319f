package dev.hebb.network;

import dev.hebb.graph.op.Reduction;
import dev.hebb.network.layer.Cropping;
import dev.hebb.network.layer.GlobalPooling;
import dev.hebb.network.layer.Pooling;
import dev.hebb.network.layer.UpSampling;
import dev.hebb.network.layer.ZeroPadding;
import java.util.List;

/** The part of {@link Layers} that pools, resizes, pads and cuts. */
class Samplings extends Convolutions {
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

  /** Cuts off the first and the last steps. */
  public static Cropping<Rank.Sequence> cropping1d(int begin, int end) {
    return new Cropping<>(List.of(begin), List.of(end));
  }

  /** Cuts off an image's border. */
  public static Cropping<Rank.Image> cropping2d(int top, int bottom, int left, int right) {
    return new Cropping<>(List.of(top, left), List.of(bottom, right));
  }
}

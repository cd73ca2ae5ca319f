package dev.hebb.network;

import dev.hebb.graph.op.Reduction;
import dev.hebb.network.layer.Cropping;
import dev.hebb.network.layer.GlobalPooling;
import dev.hebb.network.layer.Pooling;
import dev.hebb.network.layer.Resizing;
import dev.hebb.network.layer.UpSampling;
import dev.hebb.network.layer.ZeroPadding;
import java.util.List;

/** The part of {@link Layers} that pools, resizes, pads and cuts. */
class Samplings extends Convolutions {
  /** The largest number of each window of time. */
  public static Pooling<Rank.Sequence> maxPool1d(int window) {
    return Pooling.of(Reduction.MAX, List.of(window));
  }

  /** The largest number of each square of the image. */
  public static Pooling<Rank.Image> maxPool2d(int window) {
    return maxPool2d(window, window);
  }

  /** The largest number of each window of the image. */
  public static Pooling<Rank.Image> maxPool2d(int height, int width) {
    return Pooling.of(Reduction.MAX, List.of(height, width));
  }

  /** The largest number of each cube of the volume. */
  public static Pooling<Rank.Volume> maxPool3d(int window) {
    return maxPool3d(window, window, window);
  }

  /** The largest number of each window of the volume. */
  public static Pooling<Rank.Volume> maxPool3d(int depth, int height, int width) {
    return Pooling.of(Reduction.MAX, List.of(depth, height, width));
  }

  /** The mean of each window of time. */
  public static Pooling<Rank.Sequence> averagePool1d(int window) {
    return Pooling.of(Reduction.MEAN, List.of(window));
  }

  /** The mean of each square of the image. */
  public static Pooling<Rank.Image> averagePool2d(int window) {
    return averagePool2d(window, window);
  }

  /** The mean of each window of the image. */
  public static Pooling<Rank.Image> averagePool2d(int height, int width) {
    return Pooling.of(Reduction.MEAN, List.of(height, width));
  }

  /** The mean of each cube of the volume. */
  public static Pooling<Rank.Volume> averagePool3d(int window) {
    return averagePool3d(window, window, window);
  }

  /** The mean of each window of the volume. */
  public static Pooling<Rank.Volume> averagePool3d(int depth, int height, int width) {
    return Pooling.of(Reduction.MEAN, List.of(depth, height, width));
  }

  /** The largest number of each feature over time. */
  public static GlobalPooling<Rank.Sequence, Rank.Vector> globalMaxPool1d() {
    return GlobalPooling.of(Reduction.MAX, 1);
  }

  /** The largest number of each channel. */
  public static GlobalPooling<Rank.Image, Rank.Vector> globalMaxPool2d() {
    return GlobalPooling.of(Reduction.MAX, 2);
  }

  /** The largest number of each channel. */
  public static GlobalPooling<Rank.Volume, Rank.Vector> globalMaxPool3d() {
    return GlobalPooling.of(Reduction.MAX, 3);
  }

  /** The mean of each feature over time. */
  public static GlobalPooling<Rank.Sequence, Rank.Vector> globalAveragePool1d() {
    return GlobalPooling.of(Reduction.MEAN, 1);
  }

  /** The mean of each channel. */
  public static GlobalPooling<Rank.Image, Rank.Vector> globalAveragePool2d() {
    return GlobalPooling.of(Reduction.MEAN, 2);
  }

  /** The mean of each channel. */
  public static GlobalPooling<Rank.Volume, Rank.Vector> globalAveragePool3d() {
    return GlobalPooling.of(Reduction.MEAN, 3);
  }

  /** Each step so many times. */
  public static UpSampling<Rank.Sequence> upSampling1d(int factor) {
    return UpSampling.of(List.of(factor));
  }

  /** An image so many times as high and as wide. */
  public static UpSampling<Rank.Image> upSampling2d(int factor) {
    return upSampling2d(factor, factor);
  }

  /** An image so many times as high, so many times as wide. */
  public static UpSampling<Rank.Image> upSampling2d(int down, int across) {
    return UpSampling.of(List.of(down, across));
  }

  /** A volume so many times as deep, as high and as wide. */
  public static UpSampling<Rank.Volume> upSampling3d(int factor) {
    return upSampling3d(factor, factor, factor);
  }

  /** A volume so many times as deep, so many times as high, so many times as wide. */
  public static UpSampling<Rank.Volume> upSampling3d(int deep, int down, int across) {
    return UpSampling.of(List.of(deep, down, across));
  }

  /** An image of this height and width, interpolated. */
  public static Resizing resizing(int height, int width) {
    return Resizing.of(height, width);
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

  /** As many zeros on every side of the volume. */
  public static ZeroPadding<Rank.Volume> zeroPadding3d(int border) {
    return zeroPadding3d(border, border, border, border, border, border);
  }

  /** Zeros around the volume. */
  public static ZeroPadding<Rank.Volume> zeroPadding3d(
      int front, int back, int top, int bottom, int left, int right) {
    return new ZeroPadding<>(List.of(front, top, left), List.of(back, bottom, right));
  }

  /** Cuts off the first and the last steps. */
  public static Cropping<Rank.Sequence> cropping1d(int begin, int end) {
    return new Cropping<>(List.of(begin), List.of(end));
  }

  /** Cuts off an image's border. */
  public static Cropping<Rank.Image> cropping2d(int top, int bottom, int left, int right) {
    return new Cropping<>(List.of(top, left), List.of(bottom, right));
  }

  /** Cuts off a volume's border. */
  public static Cropping<Rank.Volume> cropping3d(
      int front, int back, int top, int bottom, int left, int right) {
    return new Cropping<>(List.of(front, top, left), List.of(back, bottom, right));
  }
}

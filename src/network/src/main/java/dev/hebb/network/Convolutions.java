package dev.hebb.network;

import dev.hebb.network.layer.Conv;
import dev.hebb.network.layer.ConvTranspose;
import dev.hebb.network.layer.DepthwiseConv;
import dev.hebb.network.layer.SeparableConv;
import java.util.List;

/** The part of {@link Layers} with a sliding kernel. */
class Convolutions extends Merges {
  /** Convolution over time. */
  public static Conv<Rank.Sequence> conv1d(int filters, int kernel) {
    return Conv.of(filters, List.of(kernel));
  }

  /** Convolution over an image, with a square kernel. */
  public static Conv<Rank.Image> conv2d(int filters, int kernel) {
    return conv2d(filters, kernel, kernel);
  }

  /** Convolution over an image. */
  public static Conv<Rank.Image> conv2d(int filters, int height, int width) {
    return Conv.of(filters, List.of(height, width));
  }

  /** Convolution over a volume, with a cubic kernel. */
  public static Conv<Rank.Volume> conv3d(int filters, int kernel) {
    return conv3d(filters, kernel, kernel, kernel);
  }

  /** Convolution over a volume. */
  public static Conv<Rank.Volume> conv3d(int filters, int depth, int height, int width) {
    return Conv.of(filters, List.of(depth, height, width));
  }

  /** Convolution the other way round: a sequence grows by the stride. */
  public static ConvTranspose<Rank.Sequence> conv1dTranspose(int filters, int kernel) {
    return ConvTranspose.of(filters, List.of(kernel));
  }

  /** Convolution the other way round, with a square kernel: an image grows by the stride. */
  public static ConvTranspose<Rank.Image> conv2dTranspose(int filters, int kernel) {
    return conv2dTranspose(filters, kernel, kernel);
  }

  /** Convolution the other way round: an image grows by the stride. */
  public static ConvTranspose<Rank.Image> conv2dTranspose(int filters, int height, int width) {
    return ConvTranspose.of(filters, List.of(height, width));
  }

  /** Convolution the other way round, with a cubic kernel: a volume grows by the stride. */
  public static ConvTranspose<Rank.Volume> conv3dTranspose(int filters, int kernel) {
    return conv3dTranspose(filters, kernel, kernel, kernel);
  }

  /** Convolution the other way round: a volume grows by the stride. */
  public static ConvTranspose<Rank.Volume> conv3dTranspose(
      int filters, int depth, int height, int width) {
    return ConvTranspose.of(filters, List.of(depth, height, width));
  }

  /** Convolution of each feature by itself over time. */
  public static DepthwiseConv<Rank.Sequence> depthwiseConv1d(int kernel) {
    return DepthwiseConv.of(List.of(kernel));
  }

  /** Convolution of each channel by itself, with a square kernel. */
  public static DepthwiseConv<Rank.Image> depthwiseConv2d(int kernel) {
    return depthwiseConv2d(kernel, kernel);
  }

  /** Convolution of each channel by itself. */
  public static DepthwiseConv<Rank.Image> depthwiseConv2d(int height, int width) {
    return DepthwiseConv.of(List.of(height, width));
  }

  /** Convolution of each feature by itself over time, then of all together at each step. */
  public static SeparableConv<Rank.Sequence> separableConv1d(int filters, int kernel) {
    return SeparableConv.of(filters, List.of(kernel));
  }

  /** Convolution of each channel by itself, then of all together, with a square kernel. */
  public static SeparableConv<Rank.Image> separableConv2d(int filters, int kernel) {
    return separableConv2d(filters, kernel, kernel);
  }

  /** Convolution of each channel by itself, then of all together. */
  public static SeparableConv<Rank.Image> separableConv2d(int filters, int height, int width) {
    return SeparableConv.of(filters, List.of(height, width));
  }
}

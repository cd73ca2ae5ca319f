package dev.hebb.network.layer;

import dev.hebb.graph.Fans;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activation;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;
import java.util.List;

/**
 * Convolution of each channel by itself, with {@code multiplier} kernels for each.
 *
 * <p>{@code [batch, height, width, channels] -> [batch, height', width', channels·multiplier]},
 * lengths as with {@link Conv2d}.
 *
 * <p>Parameters: {@code kernel [channels·multiplier, 1, height, width]} (Keras has {@code [height,
 * width, channels, multiplier]}), {@code bias [channels·multiplier]}. Keras: DepthwiseConv2D.
 *
 * @param shape kernel, stride, padding, activation and bias; its filters are the multiplier
 */
public record DepthwiseConv2d(Convolution shape) implements SameRank<Rank.Image> {
  /** One kernel a channel, stride 1, valid, linear, with bias. */
  public static DepthwiseConv2d of(int height, int width) {
    return new DepthwiseConv2d(Convolution.of(1, List.of(height, width)));
  }

  /** So many kernels for each channel. */
  public DepthwiseConv2d multiplier(int kernels) {
    return new DepthwiseConv2d(shape.filters(kernels));
  }

  /** How far the kernel moves, in steps. */
  public DepthwiseConv2d stride(int other) {
    return new DepthwiseConv2d(shape.strides(List.of(other, other)));
  }

  /** How far apart the steps are that the kernel reads. */
  public DepthwiseConv2d dilation(int other) {
    return new DepthwiseConv2d(shape.dilations(List.of(other, other)));
  }

  /** Pads on both sides, so that a stride of 1 keeps the size. */
  public DepthwiseConv2d same() {
    return new DepthwiseConv2d(shape.padding(Padding.SAME));
  }

  /** With an activation function. */
  public DepthwiseConv2d activation(Activation other) {
    return new DepthwiseConv2d(shape.activation(other));
  }

  /** Without bias. */
  public DepthwiseConv2d noBias() {
    return new DepthwiseConv2d(shape.noBias());
  }

  @Override
  public String kind() {
    return "depthwise_conv2d";
  }

  @Override
  public String declaration() {
    return shape.declaration("depthwiseConv2d");
  }

  @Override
  public Value lower(Value input, Scope scope) {
    int channels = Math.toIntExact(Checks.fixedFeatures(input));
    Checks.positive("a multiplier", shape.filters());
    // Keras counts the axes of its kernel, [..., channels, multiplier].
    Fans fans = new Fans(channels * shape.field(), shape.filters() * shape.field());
    Convolution all = shape.filters(channels * shape.filters()).groups(channels);
    return all.lower(input, scope, fans);
  }
}

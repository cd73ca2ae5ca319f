package dev.hebb.network.layer;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activation;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;
import java.util.List;

/**
 * Convolution over an image.
 *
 * <p>{@code [batch, height, width, channels] -> [batch, height', width', filters]}, each
 * floor((length + pads - dilation·(kernel - 1) - 1) / stride) + 1.
 *
 * <p>Parameters: {@code kernel [filters, channels / groups, height, width]} (Keras has {@code
 * [height, width, channels / groups, filters]}), {@code bias [filters]}. Keras: Conv2D.
 */
public record Conv2d(Convolution convolution) implements SameRank<Rank.Image> {
  /** Stride 1, valid, linear, with bias. */
  public static Conv2d of(int filters, int height, int width) {
    return new Conv2d(Convolution.of(filters, List.of(height, width)));
  }

  /** How far the kernel moves, in steps. */
  public Conv2d stride(int other) {
    return new Conv2d(convolution.strides(List.of(other, other)));
  }

  /** How far the kernel moves down and across. */
  public Conv2d stride(int down, int across) {
    return new Conv2d(convolution.strides(List.of(down, across)));
  }

  /** How far apart the steps are that the kernel reads. */
  public Conv2d dilation(int other) {
    return new Conv2d(convolution.dilations(List.of(other, other)));
  }

  /** How far apart the rows and the columns are that the kernel reads. */
  public Conv2d dilation(int down, int across) {
    return new Conv2d(convolution.dilations(List.of(down, across)));
  }

  /** In how many groups, which see nothing of each other, channels and filters are split. */
  public Conv2d groups(int other) {
    return new Conv2d(convolution.groups(other));
  }

  /** Pads on both sides, so that a stride of 1 keeps the size. */
  public Conv2d same() {
    return padding(Padding.SAME);
  }

  /** With this padding. */
  public Conv2d padding(Padding other) {
    return new Conv2d(convolution.padding(other));
  }

  /** With an activation function. */
  public Conv2d activation(Activation other) {
    return new Conv2d(convolution.activation(other));
  }

  /** Without bias. */
  public Conv2d noBias() {
    return new Conv2d(convolution.noBias());
  }

  @Override
  public String kind() {
    return "conv2d";
  }

  @Override
  public String declaration() {
    return convolution.declaration("conv2d");
  }

  @Override
  public Value lower(Value input, Scope scope) {
    return convolution.lower(input, scope);
  }
}

package dev.hebb.network.layer;

import dev.hebb.graph.Fans;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.network.Rank;
import java.util.List;

/**
 * Convolution of each channel by itself, with {@code multiplier} kernels for each.
 *
 * <p>{@code [batch, axes..., channels] -> [batch, axes'..., channels·multiplier]}, lengths as with
 * {@link Conv}.
 *
 * <p>Parameters: {@code kernel [channels·multiplier, 1, axes...]} (Keras has {@code [axes...,
 * channels, multiplier]}), {@code bias [channels·multiplier]}. Keras: DepthwiseConv1D,
 * DepthwiseConv2D.
 *
 * @param convolution its filters are the multiplier
 */
public record DepthwiseConv<R extends Rank>(Convolution convolution)
    implements Convolves<R, DepthwiseConv<R>> {
  /** One kernel a channel, stride 1, valid, linear, with bias. */
  public static <R extends Rank> DepthwiseConv<R> of(List<Integer> kernel) {
    return new DepthwiseConv<>(Convolution.of(1, kernel));
  }

  @Override
  public DepthwiseConv<R> with(Convolution other) {
    return new DepthwiseConv<>(other);
  }

  /** So many kernels for each channel. */
  public DepthwiseConv<R> multiplier(int kernels) {
    return new DepthwiseConv<>(convolution.filters(kernels));
  }

  @Override
  public String kind() {
    return "depthwise_conv" + convolution.axes() + "d";
  }

  @Override
  public String declaration() {
    String call =
        "depthwiseConv%dd(%s)".formatted(convolution.axes(), Text.sizes(convolution.kernel()));
    int multiplier = convolution.filters();
    return convolution.declaration(
        new Text(call).when(multiplier != 1, "multiplier(" + multiplier + ")").toString());
  }

  @Override
  public Value lower(Value input, Scope scope) {
    int multiplier = convolution.filters();
    Checks.positive("a multiplier", multiplier);
    long channels = Checks.fixedFeatures(input);
    // Keras counts the axes of its kernel, [..., channels, multiplier].
    Fans fans = new Fans(channels * convolution.field(), multiplier * convolution.field(), 0);
    return convolution.each(channels).lower(input, scope, fans);
  }
}

package dev.hebb.network.layer;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.network.Rank;
import java.util.List;

/**
 * Convolution over time, an image or a volume: a stack of dense layers that slide.
 *
 * <p>{@code [batch, axes..., channels] -> [batch, axes'..., filters]}, each axis' = floor((length +
 * pads - dilation·(kernel - 1) - 1) / stride) + 1.
 *
 * <p>Parameters: {@code kernel [filters, channels / groups, axes...]} (Keras has {@code [axes...,
 * channels / groups, filters]}), {@code bias [filters]}. {@code same} with a stride above 1 needs
 * fixed lengths, since how much is padded depends on them. Keras: Conv1D, Conv2D, Conv3D.
 */
public record Conv<R extends Rank>(Convolution convolution) implements Convolves<R, Conv<R>> {
  /** Stride 1, valid, linear, with bias. */
  public static <R extends Rank> Conv<R> of(int filters, List<Integer> kernel) {
    return new Conv<>(Convolution.of(filters, kernel));
  }

  @Override
  public Conv<R> with(Convolution other) {
    return new Conv<>(other);
  }

  /** In how many groups, which see nothing of each other, channels and filters are split. */
  public Conv<R> groups(int other) {
    return new Conv<>(convolution.groups(other));
  }

  /** Over time, pads in front only: no output sees a later input. */
  public Conv<R> causal() {
    return padding(Padding.CAUSAL);
  }

  /** With this padding. */
  public Conv<R> padding(Padding other) {
    return new Conv<>(convolution.padding(other));
  }

  @Override
  public String kind() {
    return "conv" + convolution.axes() + "d";
  }

  @Override
  public String declaration() {
    return convolution.declaration(convolution.call("conv%dd"));
  }

  @Override
  public Value lower(Value input, Scope scope) {
    if (convolution.padding() == Padding.CAUSAL && convolution.axes() > 1) {
      throw new DeclarationException(
          "expected valid or same padding over %d axes, got causal, which is for time. Use same()."
              .formatted(convolution.axes()));
    }
    return convolution.lower(input, scope);
  }
}

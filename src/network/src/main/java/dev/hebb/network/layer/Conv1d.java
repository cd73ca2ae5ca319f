package dev.hebb.network.layer;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activation;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;
import java.util.List;

/**
 * Convolution over time, a stack of dense layers that slide.
 *
 * <p>{@code [batch, time, channels] -> [batch, time', filters]}, time' = floor((time + pads -
 * dilation·(kernel - 1) - 1) / stride) + 1.
 *
 * <p>Parameters: {@code kernel [filters, channels / groups, kernel]} (Keras has it transposed),
 * {@code bias [filters]}. {@code same} with a stride above 1 needs a fixed time, since how much is
 * padded depends on it. Keras: Conv1D.
 */
public record Conv1d(Convolution convolution) implements SameRank<Rank.Sequence> {
  /** Stride 1, valid, linear, with bias. */
  public static Conv1d of(int filters, int kernel) {
    return new Conv1d(Convolution.of(filters, List.of(kernel)));
  }

  /** How far the kernel moves, in steps. */
  public Conv1d stride(int other) {
    return new Conv1d(convolution.strides(List.of(other)));
  }

  /** How far apart the steps are that the kernel reads. */
  public Conv1d dilation(int other) {
    return new Conv1d(convolution.dilations(List.of(other)));
  }

  /** In how many groups, which see nothing of each other, channels and filters are split. */
  public Conv1d groups(int other) {
    return new Conv1d(convolution.groups(other));
  }

  /** Pads on both sides, so that a stride of 1 keeps the length. */
  public Conv1d same() {
    return padding(Padding.SAME);
  }

  /** Pads in front only: no output sees a later input. */
  public Conv1d causal() {
    return padding(Padding.CAUSAL);
  }

  /** With this padding. */
  public Conv1d padding(Padding other) {
    return new Conv1d(convolution.padding(other));
  }

  /** With an activation function. */
  public Conv1d activation(Activation other) {
    return new Conv1d(convolution.activation(other));
  }

  /** Without bias. */
  public Conv1d noBias() {
    return new Conv1d(convolution.noBias());
  }

  @Override
  public String kind() {
    return "conv1d";
  }

  @Override
  public String declaration() {
    return convolution.declaration("conv1d");
  }

  @Override
  public Value lower(Value input, Scope scope) {
    return convolution.lower(input, scope);
  }
}

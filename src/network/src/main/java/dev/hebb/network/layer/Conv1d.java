package dev.hebb.network.layer;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Fans;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Conv;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;
import java.util.ArrayList;
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
public record Conv1d(
    int filters,
    int kernel,
    int stride,
    int dilation,
    int groups,
    Padding padding,
    Activation activation,
    boolean bias)
    implements SameRank<Rank.Sequence> {
  /** Stride 1, valid, linear, with bias. */
  public static Conv1d of(int filters, int kernel) {
    return new Conv1d(filters, kernel, 1, 1, 1, Padding.VALID, Activation.LINEAR, true);
  }

  /** How far the kernel moves, in steps. */
  public Conv1d stride(int other) {
    return new Conv1d(filters, kernel, other, dilation, groups, padding, activation, bias);
  }

  /** How far apart the steps are that the kernel reads. */
  public Conv1d dilation(int other) {
    return new Conv1d(filters, kernel, stride, other, groups, padding, activation, bias);
  }

  /** In how many groups, which see nothing of each other, channels and filters are split. */
  public Conv1d groups(int other) {
    return new Conv1d(filters, kernel, stride, dilation, other, padding, activation, bias);
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
    return new Conv1d(filters, kernel, stride, dilation, groups, other, activation, bias);
  }

  /** With an activation function. */
  public Conv1d activation(Activation other) {
    return new Conv1d(filters, kernel, stride, dilation, groups, padding, other, bias);
  }

  /** Without bias. */
  public Conv1d noBias() {
    return new Conv1d(filters, kernel, stride, dilation, groups, padding, activation, false);
  }

  @Override
  public String kind() {
    return "conv1d";
  }

  @Override
  public String declaration() {
    return new Text("conv1d(" + filters + ", " + kernel + ")")
        .when(stride != 1, "stride(" + stride + ")")
        .when(dilation != 1, "dilation(" + dilation + ")")
        .when(groups != 1, "groups(" + groups + ")")
        .when(padding == Padding.SAME, "same()")
        .when(padding == Padding.CAUSAL, "causal()")
        .activation("activation", activation, Activation.LINEAR)
        .when(!bias, "noBias()")
        .toString();
  }

  @Override
  public Value lower(Value input, Scope scope) {
    Checks.positive("filters", filters);
    Checks.positive("a kernel", kernel);
    Checks.positive("a stride", stride);
    Checks.positive("a dilation", dilation);
    Checks.positive("groups", groups);
    long channels = Checks.fixedFeatures(input);
    if (channels % groups != 0 || filters % groups != 0) {
      throw new DeclarationException(
          "expected channels and filters that divide by "
              + groups
              + " groups, got "
              + channels
              + " channels and "
              + filters
              + " filters. Change one of the three.");
    }
    if (stride > 1 && dilation > 1) {
      throw new DeclarationException(
          "expected a stride or a dilation above 1, got stride "
              + stride
              + " and dilation "
              + dilation
              + ". Use one of them.");
    }
    Dim time = input.shape().dim(1);
    Padding.Pads pads = padding.of(time, kernel, stride, dilation);
    Conv conv =
        new Conv(
            List.of(stride), List.of(pads.begin()), List.of(pads.end()), List.of(dilation), groups);
    List<Value> operands = new ArrayList<>();
    operands.add(scope.transpose(input, 0, 2, 1));
    operands.add(
        scope.param(
            "kernel",
            List.of((long) filters, channels / groups, (long) kernel),
            new Initializer.GlorotUniform(),
            new Fans(channels / groups * kernel, (long) filters * kernel)));
    if (bias) {
      operands.add(scope.param("bias", List.of((long) filters), Initializer.zeros(), Fans.NONE));
    }
    Value convolved = scope.op(conv, operands.toArray(Value[]::new));
    return scope.activate(activation, scope.transpose(convolved, 0, 2, 1));
  }
}

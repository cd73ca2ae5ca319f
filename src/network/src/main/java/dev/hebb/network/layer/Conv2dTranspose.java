package dev.hebb.network.layer;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Fans;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.ConvTranspose;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;
import java.util.ArrayList;
import java.util.List;

/**
 * Convolution the other way round: each number spreads over a kernel, so that an image grows by the
 * stride.
 *
 * <p>{@code [batch, height, width, channels] -> [batch, height', width', filters]}: with {@code
 * same} each length times the stride; valid, {@code (length - 1)·stride + max(kernel, stride)}.
 *
 * <p>Parameters: {@code kernel [channels, filters, height, width]} (Keras has {@code [height,
 * width, filters, channels]}), {@code bias [filters]}. Keras: Conv2DTranspose, without its output
 * padding and dilation.
 */
public record Conv2dTranspose(
    int filters,
    List<Integer> kernel,
    List<Integer> strides,
    Padding padding,
    Activation activation,
    boolean bias)
    implements SameRank<Rank.Image> {
  /** Stride 1, valid, linear, with bias. */
  public static Conv2dTranspose of(int filters, int height, int width) {
    List<Integer> ones = List.of(1, 1);
    return new Conv2dTranspose(
        filters, List.of(height, width), ones, Padding.VALID, Activation.LINEAR, true);
  }

  /** By how much the image grows. */
  public Conv2dTranspose stride(int other) {
    return stride(other, other);
  }

  /** By how much the image grows in height and in width. */
  public Conv2dTranspose stride(int down, int across) {
    return new Conv2dTranspose(filters, kernel, List.of(down, across), padding, activation, bias);
  }

  /** Cuts to the length times the stride. */
  public Conv2dTranspose same() {
    return new Conv2dTranspose(filters, kernel, strides, Padding.SAME, activation, bias);
  }

  /** With an activation function. */
  public Conv2dTranspose activation(Activation other) {
    return new Conv2dTranspose(filters, kernel, strides, padding, other, bias);
  }

  /** Without bias. */
  public Conv2dTranspose noBias() {
    return new Conv2dTranspose(filters, kernel, strides, padding, activation, false);
  }

  @Override
  public String kind() {
    return "conv2d_transpose";
  }

  @Override
  public String declaration() {
    return new Text("conv2dTranspose(" + filters + ", " + Text.sizes(kernel) + ")")
        .when(strides.stream().anyMatch(s -> s != 1), "stride(" + Text.sizes(strides) + ")")
        .when(padding == Padding.SAME, "same()")
        .activation("activation", activation, Activation.LINEAR)
        .when(!bias, "noBias()")
        .toString();
  }

  @Override
  public Value lower(Value input, Scope scope) {
    Checks.positive("filters", filters);
    kernel.forEach(length -> Checks.positive("a kernel", length));
    strides.forEach(length -> Checks.positive("a stride", length));
    if (padding == Padding.CAUSAL) {
      throw new DeclarationException("expected valid or same padding, got causal. Use same().");
    }
    long channels = Checks.fixedFeatures(input);
    long field = (long) kernel.get(0) * kernel.get(1);
    List<Value> operands = new ArrayList<>();
    operands.add(Channels.first(input, scope));
    operands.add(
        scope.param(
            "kernel",
            List.of(channels, (long) filters, (long) kernel.get(0), (long) kernel.get(1)),
            new Initializer.GlorotUniform(),
            // Keras counts the axes of its kernel, whose inputs are the filters.
            new Fans(filters * field, channels * field)));
    if (bias) {
      operands.add(scope.param("bias", List.of((long) filters), Initializer.zeros(), Fans.NONE));
    }
    Value grown = scope.op(op(), operands.toArray(Value[]::new));
    return scope.activate(activation, Channels.last(grown, scope));
  }

  // What a kernel adds beyond the stride is cut; what it lacks is added behind.
  private ConvTranspose op() {
    List<Integer> begin = new ArrayList<>();
    List<Integer> end = new ArrayList<>();
    List<Integer> more = new ArrayList<>();
    for (int i = 0; i < kernel.size(); i++) {
      int beyond = kernel.get(i) - strides.get(i);
      int cut = padding == Padding.SAME ? Math.max(beyond, 0) : 0;
      begin.add(cut / 2);
      end.add(cut - cut / 2);
      more.add(Math.max(-beyond, 0));
    }
    return new ConvTranspose(strides, begin, end, more, List.of(1, 1), 1);
  }
}

package dev.hebb.network.layer;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Fans;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.network.Rank;
import java.util.ArrayList;
import java.util.List;

/**
 * Convolution the other way round: each number spreads over a kernel, so that lengths grow by the
 * stride.
 *
 * <p>{@code [batch, axes..., channels] -> [batch, axes'..., filters]}. With reach =
 * dilation·(kernel - 1) + 1: valid, axis' = (length - 1)·stride + max(reach, stride); {@code same},
 * length·stride. With an output padding: valid, (length - 1)·stride + reach + padding; {@code
 * same}, (length - 1)·stride + padding, and 1 more if the reach is odd.
 *
 * <p>Parameters: {@code kernel [channels, filters, axes...]} (Keras has {@code [axes..., filters,
 * channels]}), {@code bias [filters]}. Keras: Conv1DTranspose, Conv2DTranspose, Conv3DTranspose.
 *
 * @param outputPadding what is added behind each axis; empty: what Keras takes by default
 */
public record ConvTranspose<R extends Rank>(Convolution convolution, List<Integer> outputPadding)
    implements Convolves<R, ConvTranspose<R>> {
  public ConvTranspose {
    outputPadding = List.copyOf(outputPadding);
  }

  /** Stride 1, valid, linear, with bias. */
  public static <R extends Rank> ConvTranspose<R> of(int filters, List<Integer> kernel) {
    return new ConvTranspose<>(Convolution.of(filters, kernel), List.of());
  }

  @Override
  public ConvTranspose<R> with(Convolution other) {
    return new ConvTranspose<>(other, outputPadding);
  }

  /** What is added behind, less than a stride: one number for all axes, or one for each. */
  public ConvTranspose<R> outputPadding(Integer... more) {
    return new ConvTranspose<>(convolution, PerAxis.of(convolution.axes(), more));
  }

  @Override
  public String kind() {
    return "conv" + convolution.axes() + "d_transpose";
  }

  @Override
  public String declaration() {
    String more = "outputPadding(" + Text.sizes(outputPadding) + ")";
    return new Text(convolution.declaration(convolution.call("conv%ddTranspose")))
        .when(!outputPadding.isEmpty(), more)
        .toString();
  }

  @Override
  public Value lower(Value input, Scope scope) {
    if (convolution.padding() == Padding.CAUSAL) {
      throw new DeclarationException("expected valid or same padding, got causal. Use same().");
    }
    long channels = convolution.check(input);
    checkOutputPadding();
    long filters = convolution.filters();
    List<Value> operands = new ArrayList<>();
    operands.add(Channels.first(input, scope));
    operands.add(
        scope.param(
            "kernel",
            convolution.dims(channels, filters),
            Initializer.glorotUniform(),
            // Keras counts the axes of its kernel, whose inputs are the filters.
            new Fans(filters * convolution.field(), channels * convolution.field())));
    convolution.addBias(operands, scope);
    Value grown = scope.op(op(), operands.toArray(Value[]::new));
    return scope.activate(convolution.activation(), Channels.last(grown, scope));
  }

  private void checkOutputPadding() {
    if (outputPadding.isEmpty()) {
      return;
    }
    boolean fits = outputPadding.size() == convolution.axes();
    for (int i = 0; fits && i < outputPadding.size(); i++) {
      int more = outputPadding.get(i);
      fits = more >= 0 && more < convolution.strides().get(i);
    }
    if (!fits) {
      throw new DeclarationException(
          "expected an output padding from 0 to below the stride for each of the %d axes, got %s"
                  .formatted(convolution.axes(), outputPadding)
              + " for stride %s. Give a smaller one, or leave it out."
                  .formatted(Text.sizes(convolution.strides())));
    }
  }

  // What the sum of the kernels has beyond the length is cut, the smaller half in front; what it
  // lacks is added behind.
  private dev.hebb.graph.op.ConvTranspose op() {
    List<Integer> begin = new ArrayList<>();
    List<Integer> end = new ArrayList<>();
    List<Integer> more = new ArrayList<>();
    for (int i = 0; i < convolution.axes(); i++) {
      int beyond = beyond(i);
      int cut = Math.max(beyond, 0);
      begin.add(cut / 2);
      end.add(cut - cut / 2);
      more.add(Math.max(-beyond, 0));
    }
    return new dev.hebb.graph.op.ConvTranspose(
        convolution.strides(), begin, end, more, convolution.dilations(), 1);
  }

  private int beyond(int i) {
    int stride = convolution.strides().get(i);
    int reach = convolution.dilations().get(i) * (convolution.kernel().get(i) - 1) + 1;
    boolean same = convolution.padding() == Padding.SAME;
    if (outputPadding.isEmpty()) {
      return same ? reach - stride : -Math.max(stride - reach, 0);
    }
    int more = outputPadding.get(i);
    return same ? reach - reach % 2 - more : -more;
  }
}

package dev.hebb.network.layer;

import dev.hebb.graph.Fans;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.network.Rank;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A convolution of each channel by itself, then one of length 1 over all that came out (Chollet
 * 2017).
 *
 * <p>{@code [batch, axes..., channels] -> [batch, axes'..., filters]}, lengths as with {@link
 * Conv}.
 *
 * <p>Parameters: {@code depthwise_kernel [channels·multiplier, 1, axes...]} (Keras has {@code
 * [axes..., channels, multiplier]}), {@code pointwise_kernel [filters, channels·multiplier, 1...]}
 * (Keras has {@code [1..., channels·multiplier, filters]}), {@code bias [filters]}. Keras:
 * SeparableConv1D, SeparableConv2D.
 *
 * @param multiplier how many kernels each channel has
 */
public record SeparableConv<R extends Rank>(Convolution convolution, int multiplier)
    implements Convolves<R, SeparableConv<R>> {
  /** One kernel a channel, stride 1, valid, linear, with bias. */
  public static <R extends Rank> SeparableConv<R> of(int filters, List<Integer> kernel) {
    return new SeparableConv<>(Convolution.of(filters, kernel), 1);
  }

  @Override
  public SeparableConv<R> with(Convolution other) {
    return new SeparableConv<>(other, multiplier);
  }

  /** So many kernels for each channel. */
  public SeparableConv<R> multiplier(int kernels) {
    return new SeparableConv<>(convolution, kernels);
  }

  @Override
  public String kind() {
    return "separable_conv" + convolution.axes() + "d";
  }

  @Override
  public String declaration() {
    String call = convolution.call("separableConv%dd");
    return convolution.declaration(
        new Text(call).when(multiplier != 1, "multiplier(" + multiplier + ")").toString());
  }

  @Override
  public Value lower(Value input, Scope scope) {
    Checks.positive("filters", convolution.filters());
    Checks.positive("a multiplier", multiplier);
    long channels = Checks.fixedFeatures(input);
    long field = convolution.field();
    Fans fans = new Fans(channels * field, multiplier * field, 0);
    Convolution each = convolution.filters(multiplier).each(channels).noBias();
    Value apart = each.slide(input, "depthwise_kernel", fans, scope);
    return scope.activate(
        convolution.activation(), Channels.last(together(apart, channels, scope), scope));
  }

  private Value together(Value apart, long channels, Scope scope) {
    long inner = channels * multiplier;
    long filters = convolution.filters();
    List<Integer> ones = Collections.nCopies(convolution.axes(), 1);
    List<Integer> zeros = Collections.nCopies(convolution.axes(), 0);
    List<Long> dims = new ArrayList<>(List.of(filters, inner));
    dims.addAll(Collections.nCopies(convolution.axes(), 1L));
    List<Value> operands = new ArrayList<>();
    operands.add(apart);
    operands.add(
        scope.param(
            "pointwise_kernel", dims, Initializer.glorotUniform(), new Fans(inner, filters, 0)));
    convolution.addBias(operands, scope);
    return scope.op(
        new dev.hebb.graph.op.Conv(ones, zeros, zeros, ones, 1), operands.toArray(Value[]::new));
  }
}

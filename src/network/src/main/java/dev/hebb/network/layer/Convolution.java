package dev.hebb.network.layer;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Fans;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Conv;
import java.util.ArrayList;
import java.util.List;

/** What the user of a layer with a sliding kernel chose, over however many axes. */
public record Convolution(
    int filters,
    List<Integer> kernel,
    List<Integer> strides,
    List<Integer> dilations,
    int groups,
    Padding padding,
    Activation activation,
    boolean bias) {
  public Convolution {
    kernel = List.copyOf(kernel);
    strides = List.copyOf(strides);
    dilations = List.copyOf(dilations);
  }

  static Convolution of(int filters, List<Integer> kernel) {
    List<Integer> ones = kernel.stream().map(any -> 1).toList();
    return new Convolution(filters, kernel, ones, ones, 1, Padding.VALID, Activation.LINEAR, true);
  }

  Convolution filters(int other) {
    return new Convolution(other, kernel, strides, dilations, groups, padding, activation, bias);
  }

  Convolution strides(Integer... steps) {
    List<Integer> other = PerAxis.of(axes(), steps);
    return new Convolution(filters, kernel, other, dilations, groups, padding, activation, bias);
  }

  Convolution dilations(Integer... steps) {
    List<Integer> other = PerAxis.of(axes(), steps);
    return new Convolution(filters, kernel, strides, other, groups, padding, activation, bias);
  }

  Convolution groups(int other) {
    return new Convolution(filters, kernel, strides, dilations, other, padding, activation, bias);
  }

  Convolution padding(Padding other) {
    return new Convolution(filters, kernel, strides, dilations, groups, other, activation, bias);
  }

  Convolution activation(Activation other) {
    return new Convolution(filters, kernel, strides, dilations, groups, padding, other, bias);
  }

  Convolution noBias() {
    return new Convolution(filters, kernel, strides, dilations, groups, padding, activation, false);
  }

  /** Over how many axes the kernel slides. */
  int axes() {
    return kernel.size();
  }

  /** How many numbers a kernel reads of one channel. */
  long field() {
    return Tensor.elements(kernel.stream().mapToLong(length -> length).toArray());
  }

  /** The factory's call, such as {@code conv2d(8, 5)}. */
  String call(String factory) {
    return factory.formatted(axes()) + "(" + filters + ", " + Text.sizes(kernel) + ")";
  }

  /** The call and what differs from the defaults. */
  String declaration(String call) {
    return new Text(call)
        .when(strides.stream().anyMatch(s -> s != 1), "stride(" + Text.sizes(strides) + ")")
        .when(dilations.stream().anyMatch(d -> d != 1), "dilation(" + Text.sizes(dilations) + ")")
        .when(groups != 1, "groups(" + groups + ")")
        .when(padding == Padding.SAME, "same()")
        .when(padding == Padding.CAUSAL, "causal()")
        .activation("activation", activation, Activation.LINEAR)
        .when(!bias, "noBias()")
        .toString();
  }

  /** Each channel by itself, with as many kernels as there were filters. */
  Convolution each(long channels) {
    int count = Math.toIntExact(channels);
    return filters(count * filters).groups(count);
  }

  Value lower(Value input, Scope scope) {
    long inputs = Checks.fixedFeatures(input) / Math.max(groups, 1) * field();
    return lower(input, scope, new Fans(inputs, filters * field(), 0));
  }

  Value lower(Value input, Scope scope, Fans fans) {
    Value convolved = slide(input, "kernel", fans, scope);
    return scope.activate(activation, Channels.last(convolved, scope));
  }

  /** Without activation; the result has its channels behind the batch. */
  Value slide(Value input, String weight, Fans fans, Scope scope) {
    long channels = check(input);
    Padding.Around around = padding.around(input.shape(), kernel, strides, dilations);
    Conv conv = new Conv(strides, around.begin(), around.end(), dilations, groups);
    List<Value> operands = new ArrayList<>();
    operands.add(Channels.first(input, scope));
    List<Long> dims = dims(filters, channels / groups);
    operands.add(scope.param(weight, dims, Initializer.glorotUniform(), fans));
    addBias(operands, scope);
    return scope.op(conv, operands.toArray(Value[]::new));
  }

  /** The lengths of a kernel with these in front. */
  List<Long> dims(long outer, long inner) {
    List<Long> dims = new ArrayList<>(List.of(outer, inner));
    kernel.forEach(length -> dims.add((long) length));
    return dims;
  }

  /** Adds the bias, if there is one. */
  void addBias(List<Value> operands, Scope scope) {
    if (bias) {
      operands.add(scope.param("bias", List.of((long) filters), Initializer.zeros(), Fans.NONE));
    }
  }

  /** Checks the choices, and gives back how many channels come in. */
  long check(Value input) {
    Checks.positive("filters", filters);
    kernel.forEach(length -> Checks.positive("a kernel", length));
    PerAxis.check("a stride", strides, axes());
    PerAxis.check("a dilation", dilations, axes());
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
    if (strides.stream().anyMatch(s -> s > 1) && dilations.stream().anyMatch(d -> d > 1)) {
      throw new DeclarationException(
          "expected a stride or a dilation above 1, got stride "
              + Text.sizes(strides)
              + " and dilation "
              + Text.sizes(dilations)
              + ". Use one of them.");
    }
    return channels;
  }
}

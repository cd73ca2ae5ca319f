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

/** What a convolution is, over however many axes; the layers of each rank hold one. */
public record Convolution(
    int filters,
    List<Integer> kernel,
    List<Integer> strides,
    List<Integer> dilations,
    int groups,
    Padding padding,
    Activation activation,
    boolean bias) {
  static Convolution of(int filters, List<Integer> kernel) {
    List<Integer> ones = kernel.stream().map(any -> 1).toList();
    return new Convolution(filters, kernel, ones, ones, 1, Padding.VALID, Activation.LINEAR, true);
  }

  Convolution filters(int other) {
    return new Convolution(other, kernel, strides, dilations, groups, padding, activation, bias);
  }

  Convolution strides(List<Integer> other) {
    return new Convolution(filters, kernel, other, dilations, groups, padding, activation, bias);
  }

  Convolution dilations(List<Integer> other) {
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

  String declaration(String layer) {
    return new Text(layer + "(" + filters + ", " + Text.sizes(kernel) + ")")
        .when(strides.stream().anyMatch(s -> s != 1), "stride(" + Text.sizes(strides) + ")")
        .when(dilations.stream().anyMatch(d -> d != 1), "dilation(" + Text.sizes(dilations) + ")")
        .when(groups != 1, "groups(" + groups + ")")
        .when(padding == Padding.SAME, "same()")
        .when(padding == Padding.CAUSAL, "causal()")
        .activation("activation", activation, Activation.LINEAR)
        .when(!bias, "noBias()")
        .toString();
  }

  Value lower(Value input, Scope scope) {
    long field = field();
    long inputs = Checks.fixedFeatures(input) / Math.max(groups, 1) * field;
    return lower(input, scope, new Fans(inputs, filters * field));
  }

  /** How many numbers a kernel reads of one channel. */
  long field() {
    return Tensor.elements(kernel.stream().mapToLong(length -> length).toArray());
  }

  Value lower(Value input, Scope scope, Fans fans) {
    long channels = check(input);
    Padding.Around around = padding.around(input.shape(), kernel, strides, dilations);
    Conv conv = new Conv(strides, around.begin(), around.end(), dilations, groups);
    List<Long> dims = new ArrayList<>(List.of((long) filters, channels / groups));
    kernel.forEach(length -> dims.add((long) length));
    List<Value> operands = new ArrayList<>();
    operands.add(Channels.first(input, scope));
    operands.add(scope.param("kernel", dims, new Initializer.GlorotUniform(), fans));
    if (bias) {
      operands.add(scope.param("bias", List.of((long) filters), Initializer.zeros(), Fans.NONE));
    }
    Value convolved = scope.op(conv, operands.toArray(Value[]::new));
    return scope.activate(activation, Channels.last(convolved, scope));
  }

  private long check(Value input) {
    Checks.positive("filters", filters);
    kernel.forEach(length -> Checks.positive("a kernel", length));
    strides.forEach(length -> Checks.positive("a stride", length));
    dilations.forEach(length -> Checks.positive("a dilation", length));
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

package dev.hebb.network.layer;

import dev.hebb.graph.Fans;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activate;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Function;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reduction;
import java.util.List;

/** What normalisations are made of. */
final class Normal {
  private Normal() {}

  /** {@code (x - mean)/√(variance + ε)}, mean and variance over these axes. */
  static Value standardized(Value x, List<Integer> axes, double epsilon, Scope scope) {
    Reduce mean = new Reduce(Reduction.MEAN, axes, true);
    Value centered = scope.arithmetic(Operator.SUB, x, scope.op(mean, x));
    return rooted(centered, axes, epsilon, scope);
  }

  /** {@code x/√(mean of x² + ε)} over these axes. */
  static Value rooted(Value x, List<Integer> axes, double epsilon, Scope scope) {
    Reduce mean = new Reduce(Reduction.MEAN, axes, true);
    Value squares = scope.op(mean, function(Function.SQUARE, x, scope));
    Value shifted = scope.arithmetic(Operator.ADD, squares, scope.constant(epsilon));
    return scope.arithmetic(Operator.DIV, x, function(Function.SQRT, shifted, scope));
  }

  /** {@code x/√(sum of x²)} over these axes; zeros stay zeros. */
  static Value unit(Value x, List<Integer> axes, Scope scope) {
    Reduce sum = new Reduce(Reduction.SUM, axes, true);
    Value squares = scope.op(sum, function(Function.SQUARE, x, scope));
    // Keras takes lengths below 1e-12 for 1e-12.
    Value least = scope.arithmetic(Operator.MAX, squares, scope.constant(1e-24));
    return scope.arithmetic(Operator.DIV, x, function(Function.SQRT, least, scope));
  }

  /** {@code x·gamma}. */
  static Value scaled(Value x, String name, List<Long> lengths, Scope scope) {
    Value scale = scope.param(name, lengths, Initializer.ones(), Fans.NONE);
    return scope.arithmetic(Operator.MUL, x, scale);
  }

  /** {@code x + beta}. */
  static Value shifted(Value x, String name, List<Long> lengths, Scope scope) {
    Value shift = scope.param(name, lengths, Initializer.zeros(), Fans.NONE);
    return scope.arithmetic(Operator.ADD, x, shift);
  }

  private static Value function(Function function, Value value, Scope scope) {
    return scope.op(new Activate(new Activation(function, 0)), value);
  }
}

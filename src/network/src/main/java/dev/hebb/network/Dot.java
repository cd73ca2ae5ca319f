package dev.hebb.network;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Size;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activate;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Function;
import dev.hebb.graph.op.MatMul;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reduction;
import dev.hebb.graph.op.Reshape;
import java.util.List;

/**
 * The sum of the products of two values along an axis of each, example by example: {@code [batch,
 * a, n], [batch, b, n] -> [batch, a, b]}; a vector has no other axis, {@code [batch, a, n], [batch,
 * n] -> [batch, a]}, {@code [batch, n], [batch, n] -> [batch, 1]}. Keras: Dot.
 *
 * @param first the axis of the first value, counted from 1 after the batch
 * @param second that of the second
 * @param normalized whether both are divided by their length along that axis, which gives cosines
 */
record Dot(int first, int second, boolean normalized) implements Joining {
  @Override
  public String kind() {
    return "dot";
  }

  @Override
  public String declaration() {
    return "%s(..., %d, %d)".formatted(normalized ? "cosine" : "dot", first, second);
  }

  @Override
  public Value lower(List<Value> values, Scope scope) {
    Value a = values.get(0);
    Value b = values.get(1);
    check(first, a);
    check(second, b);
    Size along = a.shape().dim(first).size().unpadded();
    if (!along.equals(b.shape().dim(second).size().unpadded())) {
      throw new DeclarationException(
          "expected axes of one length, got %s of %s and %s of %s. Choose others."
              .formatted(a.shape().dim(first), a.shape(), b.shape().dim(second), b.shape()));
    }
    Value rows = matrix(normalized ? unit(a, first, scope) : a, first, 2, scope);
    Value columns = matrix(normalized ? unit(b, second, scope) : b, second, 1, scope);
    Value product = scope.op(new MatMul(), rows, columns);
    boolean vector = b.shape().rank() == 2;
    return vector ? scope.op(new Reduce(Reduction.SUM, List.of(2), false), product) : product;
  }

  private static void check(int axis, Value value) {
    if (axis < 1 || axis >= value.shape().rank()) {
      throw new DeclarationException(
          "expected an axis from 1 to %d, got %d for %s. Count it after the batch."
              .formatted(value.shape().rank() - 1, axis, value.shape()));
    }
  }

  // Three axes, with the one that is summed over at {@code to}.
  private static Value matrix(Value value, int axis, int to, Scope scope) {
    if (value.shape().rank() == 2) {
      return scope.op(new Reshape(to == 1 ? List.of(-1L, 1L) : List.of(1L, -1L)), value);
    }
    return axis == to ? value : scope.transpose(value, 0, 2, 1);
  }

  private static Value unit(Value value, int axis, Scope scope) {
    Value squares = scope.op(new Activate(new Activation(Function.SQUARE, 0)), value);
    Value sum = scope.op(new Reduce(Reduction.SUM, List.of(axis), true), squares);
    // Keras takes lengths below 1e-12 for 1e-12.
    Value least = scope.arithmetic(Operator.MAX, sum, scope.constant(1e-24));
    Value length = scope.op(new Activate(new Activation(Function.SQRT, 0)), least);
    return scope.arithmetic(Operator.DIV, value, length);
  }
}

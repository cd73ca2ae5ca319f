package dev.hebb.graph;

import dev.hebb.graph.op.Activate;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Cast;
import dev.hebb.graph.op.Function;
import dev.hebb.graph.op.Interpolation;
import dev.hebb.graph.op.MatMul;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Range;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reduction;
import dev.hebb.graph.op.Reshape;
import java.util.ArrayList;
import java.util.List;

/**
 * Resizes pictures of free height and width, as {@link dev.hebb.graph.op.Resize} does those of
 * fixed ones: each side is multiplied by how much its numbers count in each that comes out, which
 * is worked out of its length when the graph runs.
 *
 * <p>{@code [batch, height, width, channels] -> [batch, rows, columns, channels]}.
 */
record Resampling(PictureSize size, Scope scope) {
  Value of(Value pictures) {
    Value planes = scope.transpose(pictures, 0, 3, 1, 2);
    Value down = places(planes, 2);
    Value across = places(planes, 3);
    Value high = length(down);
    Value wide = length(across);
    Value shortest = op(Operator.MIN, high, wide);
    Value columns = shares(across, wide, whole(wide, shortest, size.width()), size.columns());
    Value rows = shares(down, high, whole(high, shortest, size.height()), size.rows());
    Value turned = scope.transpose(scope.op(new MatMul(), planes, columns), 0, 1, 3, 2);
    return scope.transpose(scope.op(new MatMul(), turned, rows), 0, 3, 2, 1);
  }

  private Value op(Operator operator, Value a, Value b) {
    return scope.arithmetic(operator, a, b);
  }

  private Value op(Operator operator, Value a, double b) {
    return scope.arithmetic(operator, a, scope.constant(b));
  }

  private Value function(Function function, Value value) {
    return scope.op(new Activate(new Activation(function, 0)), value);
  }

  private Value places(Value planes, int axis) {
    return scope.op(new Cast(DataType.FLOAT32), scope.op(new Range(axis), planes));
  }

  private Value length(Value places) {
    return op(Operator.ADD, scope.op(Reduce.all(Reduction.MAX), places), 1);
  }

  // How long the side is once resized.
  private Value whole(Value length, Value shortest, int said) {
    if (size.shorter() == 0) {
      return scope.constant(said);
    }
    Value longer = op(Operator.MUL, length, size.shorter());
    return function(Function.FLOOR, op(Operator.DIV, longer, shortest));
  }

  // [length, taken], the sum of each column 1. The distance from number j to where number i is
  // looked up, |(first + i + 1/2)·length/whole - j - 1/2|, is that of two whole numbers over
  // 2·whole:
  // single precision has those exactly up to 2^24, for 224 from some 16,000 pixels.
  private Value shares(Value places, Value length, Value whole, int taken) {
    List<Double> odd = new ArrayList<>();
    for (int i = 0; i < taken; i++) {
      odd.add(2.0 * i + 1);
    }
    Value asked = op(Operator.ADD, scope.constant(odd), op(Operator.MUL, first(whole, taken), 2));
    Value there = op(Operator.ADD, op(Operator.MUL, places, 2), 1);
    Value rows = scope.op(new Reshape(List.of(1L)), op(Operator.MUL, there, whole));
    Value apart = op(Operator.SUB, op(Operator.MUL, asked, length), rows);
    Value spread = size.antialias() ? op(Operator.MAX, length, whole) : whole;
    Value distance = op(Operator.DIV, function(Function.ABS, apart), op(Operator.MUL, spread, 2));
    Value shares = size.interpolation() == Interpolation.CUBIC ? cubic(distance) : linear(distance);
    Value sums = scope.op(new Reduce(Reduction.SUM, List.of(0), true), shares);
    return op(Operator.DIV, shares, sums);
  }

  // Half of what is left over, a half pixel to the even side.
  private Value first(Value whole, int taken) {
    Value over = op(Operator.SUB, whole, taken);
    Value half = function(Function.FLOOR, op(Operator.DIV, over, 2));
    return op(Operator.ADD, half, op(Operator.MUL, oddness(over, half), oddness(half)));
  }

  private Value oddness(Value number) {
    return oddness(number, function(Function.FLOOR, op(Operator.DIV, number, 2)));
  }

  private Value oddness(Value number, Value half) {
    return op(Operator.SUB, number, op(Operator.MUL, half, 2));
  }

  private Value linear(Value d) {
    return scope.activate(Activation.RELU, op(Operator.SUB, scope.constant(1), d));
  }

  // (3/2·d - 5/2)·d² + 1 below 1, ((-1/2·d + 5/2)·d - 4)·d + 2 below 2, else 0.
  private Value cubic(Value d) {
    Value near = op(Operator.SUB, op(Operator.MUL, d, 1.5), 2.5);
    near = op(Operator.ADD, op(Operator.MUL, op(Operator.MUL, near, d), d), 1);
    Value far = op(Operator.ADD, op(Operator.MUL, d, -0.5), 2.5);
    far = op(Operator.SUB, op(Operator.MUL, far, d), 4);
    far = op(Operator.ADD, op(Operator.MUL, far, d), 2);
    Value within = op(Operator.GREATER, scope.constant(1), d);
    Value beyond = op(Operator.SUB, op(Operator.GREATER, scope.constant(2), d), within);
    return op(Operator.ADD, op(Operator.MUL, within, near), op(Operator.MUL, beyond, far));
  }
}

package dev.hebb.training;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Function;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reduction;
import dev.hebb.graph.op.Reshape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Arithmetic written down as operators, number by number, shapes broadcast: for losses and metrics.
 */
public record Formula(Scope scope) {
  // Squared it is no float any more, but its logarithm is finite.
  private static final double LEAST = 1e-37;

  /** A number. */
  public Value number(double value) {
    return scope.constant(value);
  }

  /** {@code a + b}. */
  public Value plus(Value a, Value b) {
    return scope.arithmetic(Operator.ADD, a, b);
  }

  /** {@code a + b}. */
  public Value plus(Value a, double b) {
    return b == 0 ? a : plus(a, number(b));
  }

  /** {@code a - b}. */
  public Value minus(Value a, Value b) {
    return scope.arithmetic(Operator.SUB, a, b);
  }

  /** {@code a - b}. */
  public Value minus(double a, Value b) {
    return minus(number(a), b);
  }

  /** {@code a·b}. */
  public Value times(Value a, Value b) {
    return scope.arithmetic(Operator.MUL, a, b);
  }

  /** {@code a·b}. */
  public Value times(Value a, double b) {
    return b == 1 ? a : times(a, number(b));
  }

  /** {@code a / b}. */
  public Value over(Value a, Value b) {
    return scope.arithmetic(Operator.DIV, a, b);
  }

  /** {@code a / b}. */
  public Value over(double a, Value b) {
    return over(number(a), b);
  }

  /** The larger of both. */
  public Value max(Value a, Value b) {
    return scope.arithmetic(Operator.MAX, a, b);
  }

  /** Not below {@code least}. */
  public Value max(Value a, double least) {
    return max(a, number(least));
  }

  /** The smaller of both. */
  public Value min(Value a, Value b) {
    return scope.arithmetic(Operator.MIN, a, b);
  }

  /** Not above {@code most}. */
  public Value min(Value a, double most) {
    return min(a, number(most));
  }

  /** Brought between both. */
  public Value clip(Value a, double least, double most) {
    return max(min(a, most), least);
  }

  /** 1 where {@code a = b}, else 0. */
  public Value equal(Value a, Value b) {
    return scope.arithmetic(Operator.EQUAL, a, b);
  }

  /** 1 where {@code a = b}, else 0. */
  public Value equal(Value a, double b) {
    return equal(a, number(b));
  }

  /** 1 where {@code a > b}, else 0. */
  public Value greater(Value a, Value b) {
    return scope.arithmetic(Operator.GREATER, a, b);
  }

  /** 1 where {@code a > b}, else 0. */
  public Value greater(Value a, double b) {
    return greater(a, number(b));
  }

  /** {@code -a}. */
  public Value negative(Value a) {
    return minus(0, a);
  }

  /** {@code |a|}. */
  public Value abs(Value a) {
    return of(Function.ABS, a);
  }

  /** {@code a²}. */
  public Value square(Value a) {
    return of(Function.SQUARE, a);
  }

  /** {@code √a}. */
  public Value sqrt(Value a) {
    return of(Function.SQRT, a);
  }

  /** {@code ln a}. */
  public Value log(Value a) {
    return of(Function.LOG, a);
  }

  /** {@code eᵃ}. */
  public Value exp(Value a) {
    return of(Function.EXPONENTIAL, a);
  }

  /** {@code ln(1 + eᵃ)}. */
  public Value softplus(Value a) {
    return of(Function.SOFTPLUS, a);
  }

  /** A function of each number, or of the last axis. */
  public Value of(Function function, Value a) {
    return scope.activate(new Activation(function, 0), a);
  }

  /** {@code aᵇ}, of {@code a} that is not negative. Where it is 0 it has no slope unless b is 1. */
  public Value power(Value a, double b) {
    if (b == 0) {
      return equal(a, a);
    } else if (b == 1) {
      return a;
    } else if (b == 2) {
      return square(a);
    }
    return exp(times(log(max(a, LEAST)), b));
  }

  /** {@code ln(eᵃ + eᵇ)}. */
  public Value logSum(Value a, Value b) {
    return plus(max(a, b), softplus(negative(abs(minus(a, b)))));
  }

  /** Over one axis, which is left out then; negative counts from the end. */
  public Value sum(Value a, int axis) {
    return reduced(Reduction.SUM, a, axis);
  }

  /** Over one axis, which is left out then; negative counts from the end. */
  public Value mean(Value a, int axis) {
    return reduced(Reduction.MEAN, a, axis);
  }

  /** Over one axis, which is left out then; negative counts from the end. */
  public Value largest(Value a, int axis) {
    return reduced(Reduction.MAX, a, axis);
  }

  /** Each number in a row of its own: {@code [...] -> [..., 1]}. */
  public Value column(Value a) {
    List<Long> dims = new ArrayList<>(Collections.nCopies(a.shape().rank() - 1, Reshape.KEEP));
    dims.add(1L);
    return scope.op(new Reshape(dims), a);
  }

  /** Over everything: a scalar. */
  public Value total(Value a) {
    return a.shape().rank() == 0 ? a : scope.op(Reduce.all(Reduction.SUM), a);
  }

  /** Over the last axis, which stays, with length 1. */
  public Value sumKept(Value a) {
    int last = a.shape().rank() - 1;
    return scope.op(new Reduce(Reduction.SUM, List.of(last), true), a);
  }

  private Value reduced(Reduction reduction, Value a, int axis) {
    int over = axis < 0 ? a.shape().rank() + axis : axis;
    return scope.op(new Reduce(reduction, List.of(over), false), a);
  }
}

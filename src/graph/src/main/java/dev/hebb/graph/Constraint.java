package dev.hebb.graph;

import dev.hebb.graph.op.Activate;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Function;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reduction;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a parameter's numbers must be: after each step they are brought there. A norm is that of all
 * that goes into one unit: over every axis but the units' ({@link Fans#unit}). Keras takes the axis
 * as an argument, with 0 as default, which is the same for its dense layers.
 */
public sealed interface Constraint {
  /** Negative numbers become 0. */
  record NonNegative() implements Constraint {
    @Override
    public Value lower(Value param, int unit, Scope scope) {
      return scope.op(new Activate(new Activation(Function.RELU, 0)), param);
    }
  }

  /** The norm of each unit lies between the two, with what is off drawn in by {@code rate}. */
  record Norm(double least, double most, double rate) implements Constraint {
    public Norm {
      if (!(least >= 0 && least <= most && rate >= 0 && rate <= 1)) {
        throw new DeclarationException(
            "norm: expected 0 <= least <= most and a rate from 0 to 1, got %s, %s and %s. Change one of them."
                .formatted(least, most, rate));
      }
    }

    @Override
    public Value lower(Value param, int unit, Scope scope) {
      Value norm = norm(param, unit, scope);
      Value lower = scope.arithmetic(Operator.MAX, norm, scope.constant(least));
      Value wanted =
          most == Double.POSITIVE_INFINITY
              ? lower
              : scope.arithmetic(Operator.MIN, lower, scope.constant(most));
      if (rate != 1) {
        wanted =
            scope.arithmetic(
                Operator.ADD,
                scope.arithmetic(Operator.MUL, wanted, scope.constant(rate)),
                scope.arithmetic(Operator.MUL, norm, scope.constant(1 - rate)));
      }
      Value safe = scope.arithmetic(Operator.ADD, norm, scope.constant(TINY));
      return scope.arithmetic(Operator.MUL, param, scope.arithmetic(Operator.DIV, wanted, safe));
    }

    // Keras's.
    private static final double TINY = 1e-7;

    private static Value norm(Value param, int unit, Scope scope) {
      int rank = param.shape().rank();
      List<Integer> axes =
          IntStream.range(0, rank).filter(axis -> rank == 1 || axis != unit).boxed().toList();
      Value squares = scope.op(new Activate(new Activation(Function.SQUARE, 0)), param);
      Value sum = scope.op(new Reduce(Reduction.SUM, axes, true), squares);
      return scope.op(new Activate(new Activation(Function.SQRT, 0)), sum);
    }
  }

  /**
   * The numbers brought there, as operators.
   *
   * @param unit the axis along which the units lie
   */
  Value lower(Value param, int unit, Scope scope);

  /** No number below 0. */
  static Constraint nonNegative() {
    return new NonNegative();
  }

  /** No unit's norm above this (Srivastava et al. 2014); Keras's usual value is 2. */
  static Constraint maxNorm(double most) {
    return new Norm(0, most, 1);
  }

  /** Each unit's norm 1. */
  static Constraint unitNorm() {
    return new Norm(1, 1, 1);
  }

  /** Each unit's norm between the two. */
  static Constraint minMaxNorm(double least, double most) {
    return new Norm(least, most, 1);
  }
}

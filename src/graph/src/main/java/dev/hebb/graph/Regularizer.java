package dev.hebb.graph;

import dev.hebb.graph.op.Activate;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Function;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reduction;

/** A price that a parameter's numbers have: in training it is added to the loss. */
public sealed interface Regularizer {
  /** {@code factor · Σ |w|}, which makes many of them zero (Tibshirani 1996). */
  record L1(double factor) implements Regularizer {
    public L1 {
      requireFactor("l1", factor);
    }

    @Override
    public Value lower(Value param, Scope scope) {
      return priced(Function.ABS, factor, param, scope);
    }
  }

  /** {@code factor · Σ w²}, which keeps them small (weight decay under plain gradient descent). */
  record L2(double factor) implements Regularizer {
    public L2 {
      requireFactor("l2", factor);
    }

    @Override
    public Value lower(Value param, Scope scope) {
      return priced(Function.SQUARE, factor, param, scope);
    }
  }

  /** The price as operators: a scalar. */
  Value lower(Value param, Scope scope);

  /** Sum of absolute values times this; Keras's usual factor is 0.01. */
  static Regularizer l1(double factor) {
    return new L1(factor);
  }

  /** Sum of squares times this; Keras's usual factor is 0.01. */
  static Regularizer l2(double factor) {
    return new L2(factor);
  }

  private static void requireFactor(String what, double factor) {
    if (!(factor >= 0 && factor < Double.POSITIVE_INFINITY)) {
      throw new DeclarationException(
          "%s: expected a factor of at least 0, got %s. Give a small one, such as 1e-4."
              .formatted(what, factor));
    }
  }

  private static Value priced(Function function, double factor, Value param, Scope scope) {
    Value each = scope.op(new Activate(new Activation(function, 0)), param);
    Value sum = scope.op(Reduce.all(Reduction.SUM), each);
    return scope.arithmetic(Operator.MUL, sum, scope.constant(factor));
  }
}

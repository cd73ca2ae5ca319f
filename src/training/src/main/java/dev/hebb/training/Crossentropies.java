package dev.hebb.training;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Function;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reduction;
import java.util.List;

/** What the cross-entropies have in common. */
final class Crossentropies {
  // Keras's: no probability is nearer to 0 or 1.
  private static final double EPSILON = 1e-7;

  private Crossentropies() {}

  static long classes(Value prediction) {
    long classes = prediction.shape().last().size().fixed().orElse(0);
    if (classes < 2) {
      throw new DeclarationException(
          "expected at least 2 classes in the last axis, got %s. Put out a number a class, or use binaryCrossentropy()."
              .formatted(prediction.shape()));
    }
    return classes;
  }

  static Value clipped(Value shares, Scope scope) {
    Value most = scope.arithmetic(Operator.MIN, shares, scope.constant(1 - EPSILON));
    return scope.arithmetic(Operator.MAX, most, scope.constant(EPSILON));
  }

  /** The logarithm of the probabilities; what does not add up to 1 is brought there first. */
  static Value logarithm(Value prediction, boolean logits, Scope scope) {
    if (logits) {
      return scope.activate(Activation.LOG_SOFTMAX, prediction);
    }
    int last = prediction.shape().rank() - 1;
    Value sum = scope.op(new Reduce(Reduction.SUM, List.of(last), true), prediction);
    Value shares = scope.arithmetic(Operator.DIV, prediction, sum);
    return scope.activate(new Activation(Function.LOG, 0), clipped(shares, scope));
  }

  /** -Σ target·logarithm over the last axis. */
  static Value sum(Value target, Value logarithm, Scope scope) {
    Value product = scope.arithmetic(Operator.MUL, target, logarithm);
    int last = product.shape().rank() - 1;
    Value sum = scope.op(new Reduce(Reduction.SUM, List.of(last), false), product);
    return scope.arithmetic(Operator.SUB, scope.constant(0), sum);
  }
}

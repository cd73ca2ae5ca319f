package dev.hebb.training.loss;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Node;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activate;
import dev.hebb.graph.op.Function;
import dev.hebb.training.Formula;
import java.util.Optional;

/** What the cross-entropies have in common. */
final class Crossentropies {
  /** Keras's: no probability is nearer to 0 or 1. */
  static final double EPSILON = 1e-7;

  // As 32-bit floats have them.
  private static final double LEAST = (float) EPSILON;
  private static final double MOST = (float) (1 - EPSILON);

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

  /** No nearer to 0 or 1 than Keras allows. */
  static Value clipped(Value shares, Formula f) {
    return f.clip(shares, EPSILON, 1 - EPSILON);
  }

  /** Shares that add up to 1, clipped. */
  static Value shares(Value prediction, Formula f) {
    return clipped(f.over(prediction, f.sumKept(prediction)), f);
  }

  /**
   * Logarithms, from which those of the clipped shares follow by {@link #bounded}: of a softmax
   * they are taken of what it was given, which is exact and costs less.
   */
  static Value logarithm(Value prediction, boolean logits, Scope scope) {
    Formula f = new Formula(scope);
    if (logits) {
      return f.of(Function.LOG_SOFTMAX, prediction);
    }
    return softened(prediction, scope)
        .map(given -> f.of(Function.LOG_SOFTMAX, given))
        .orElseGet(() -> f.log(shares(prediction, f)));
  }

  /** Keras clips probabilities, not what comes of logits. */
  static Value bounded(Value logarithm, Value prediction, boolean logits, Scope scope) {
    return logits || softened(prediction, scope).isEmpty()
        ? logarithm
        : new Formula(scope).clip(logarithm, Math.log(LEAST), Math.log(MOST));
  }

  /** What the softmax was given of which this comes; empty if it comes of none. */
  private static Optional<Value> softened(Value prediction, Scope scope) {
    for (Node node : scope.graph().nodes()) {
      if (node.outputs().get(0).name().equals(prediction.name())) {
        return node.op() instanceof Activate activate
                && activate.activation().function() == Function.SOFTMAX
            ? Optional.of(scope.graph().value(node.inputs().get(0)))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Targets of which a share is spread over all classes. */
  static Value smoothed(Value target, double share, double classes, Formula f) {
    return share == 0 ? target : f.plus(f.times(target, 1 - share), share / classes);
  }

  /** -Σ target·logarithm over the last axis. */
  static Value sum(Value target, Value logarithm, Formula f) {
    return f.negative(f.sum(f.times(target, logarithm), -1));
  }
}

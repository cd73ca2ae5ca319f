package dev.hebb.training.metric;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.ArgMax;
import dev.hebb.graph.op.Concat;
import dev.hebb.graph.op.MatMul;
import dev.hebb.graph.op.OneHot;
import dev.hebb.training.Formula;
import dev.hebb.training.Outcome;

/** How often each class was taken for each other one. */
final class ClassPairs {
  private ClassPairs() {}

  /** How many classes there are: two if there is one number only. */
  static int classes(Outcome outcome) {
    long units = outcome.prediction().shape().last().size().fixed().orElse(0);
    if (units < 1) {
      throw new DeclarationException(
          "expected classes in the last axis, got %s. Put out a number a class."
              .formatted(outcome.prediction().shape().unpadded()));
    }
    return (int) Math.max(2, units);
  }

  /** {@code [class, said]}; the likeliest is said, or a single number that is above 1/2. */
  static Value of(Outcome outcome, Scope scope) {
    Formula f = new Formula(scope);
    Outcome.Flat flat = outcome.flat(scope);
    Value right;
    Value said;
    if (flat.prediction().shape().last().size().fixed().orElseThrow() == 1) {
      right = both(f.greater(flat.target(), 0.5), f);
      said = both(f.greater(flat.prediction(), 0.5), f);
    } else {
      OneHot hot = new OneHot(classes(outcome));
      right = scope.op(hot, scope.op(new ArgMax(), flat.target()));
      said = scope.op(hot, scope.op(new ArgMax(), flat.prediction()));
    }
    Value counted = scope.transpose(f.times(right, flat.weights()), 1, 0);
    return scope.op(new MatMul(), counted, said);
  }

  private static Value both(Value yes, Formula f) {
    return f.scope().op(new Concat(1), f.minus(1, yes), yes);
  }
}

package dev.hebb.training;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reduction;
import java.util.Optional;

/** Figures of a batch at each of its places, and the mean of those that are no padding. */
final class Places {
  private Places() {}

  /**
   * One number for the batch: Keras's mean, whose divisor is how many there are, not the weights.
   */
  static Value mean(Value places, Optional<Value> weights, Scope scope) {
    if (weights.isEmpty()) {
      return all(places, scope);
    }
    Value each = weights.orElseThrow();
    if (places.shape().rank() == 0) {
      return scope.arithmetic(Operator.MUL, places, all(each, scope));
    }
    return all(scope.arithmetic(Operator.MUL, places, alike(each, places, scope)), scope);
  }

  private static Value all(Value places, Scope scope) {
    return places.shape().rank() == 0 ? places : scope.op(Reduce.all(Reduction.MEAN), places);
  }

  /** Weights {@code [batch]} or {@code [batch, time]} with as many axes as the places. */
  static Value alike(Value weights, Value places, Scope scope) {
    int missing = places.shape().rank() - weights.shape().rank();
    if (missing < 0) {
      throw new DeclarationException(
          "expected weights for %s, got some of %d axes. Give one weight for each."
              .formatted(places.shape().unpadded(), weights.shape().rank()));
    }
    Value wide = weights;
    for (int i = 0; i < missing; i++) {
      wide = new Formula(scope).column(wide);
    }
    return wide;
  }
}

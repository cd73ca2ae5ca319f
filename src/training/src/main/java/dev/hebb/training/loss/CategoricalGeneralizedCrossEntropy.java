package dev.hebb.training.loss;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.GatherElements;
import dev.hebb.graph.op.Output;
import dev.hebb.training.Formula;
import dev.hebb.training.Loss;
import dev.hebb.training.TrainingException;

/**
 * {@code (1 - p^q) / q}, with p the probability of the right class: between cross-entropy (q near
 * 0) and absolute error (q near 1), and robust against wrong labels (Zhang and Sabuncu 2018).
 * Prediction {@code [..., classes]}, target {@code [...]}: class indices. Keras:
 * CategoricalGeneralizedCrossEntropy.
 *
 * @param q between 0 and 1
 */
public record CategoricalGeneralizedCrossEntropy(double q) implements Loss {
  public CategoricalGeneralizedCrossEntropy {
    if (!(q > 0 && q < 1)) {
      throw new TrainingException(
          "categorical_generalized_cross_entropy: expected a q between 0 and 1, got %s."
              .formatted(q));
    }
  }

  /** Another q than 0.5. */
  public CategoricalGeneralizedCrossEntropy q(double other) {
    return new CategoricalGeneralizedCrossEntropy(other);
  }

  @Override
  public String name() {
    return "categorical_generalized_cross_entropy";
  }

  @Override
  public Output target(Value prediction) {
    return Labels.of(prediction);
  }

  @Override
  public Value lower(Value prediction, Value target, Scope scope) {
    Formula f = new Formula(scope);
    Crossentropies.classes(prediction);
    Value right = scope.op(new GatherElements(), prediction, target);
    return f.times(f.minus(1, f.power(right, q)), 1 / q);
  }
}

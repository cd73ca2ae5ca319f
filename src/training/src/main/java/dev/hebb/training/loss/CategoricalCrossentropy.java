package dev.hebb.training.loss;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.training.Formula;
import dev.hebb.training.Loss;

/**
 * {@code -Σ target·ln(prediction)} over the last axis, in nats. Prediction and target {@code [...,
 * classes]}: probabilities, one class a row if the target is one-hot. Keras:
 * CategoricalCrossentropy.
 *
 * @param fromLogits whether the prediction is what a softmax would be given, which is exact where
 *     probabilities near 0 are not
 * @param labelSmoothing the share of the target that is spread over all classes
 */
public record CategoricalCrossentropy(boolean fromLogits, double labelSmoothing) implements Loss {
  public CategoricalCrossentropy {
    Checks.share("categorical_crossentropy", "a label smoothing", labelSmoothing);
  }

  /** Of logits: the network ends without a softmax. */
  public CategoricalCrossentropy ofLogits() {
    return new CategoricalCrossentropy(true, labelSmoothing);
  }

  /** With a share of the target spread over all classes (Szegedy et al. 2016). */
  public CategoricalCrossentropy labelSmoothing(double share) {
    return new CategoricalCrossentropy(fromLogits, share);
  }

  @Override
  public String name() {
    return "categorical_crossentropy";
  }

  @Override
  public Value lower(Value prediction, Value target, Scope scope) {
    Formula f = new Formula(scope);
    double classes = (double) Crossentropies.classes(prediction);
    Value wanted = Crossentropies.smoothed(target, labelSmoothing, classes, f);
    Value logarithm = Crossentropies.logarithm(prediction, fromLogits, scope);
    Value bounded = Crossentropies.bounded(logarithm, prediction, fromLogits, scope);
    return Crossentropies.sum(wanted, bounded, f);
  }
}

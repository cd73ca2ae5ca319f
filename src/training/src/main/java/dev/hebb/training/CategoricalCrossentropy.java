package dev.hebb.training;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Operator;

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
  /** Of probabilities, such as a softmax puts out. */
  public static CategoricalCrossentropy categoricalCrossentropy() {
    return new CategoricalCrossentropy(false, 0);
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
    double classes = (double) Crossentropies.classes(prediction);
    Value smooth = target;
    if (labelSmoothing != 0) {
      Value most = scope.arithmetic(Operator.MUL, target, scope.constant(1 - labelSmoothing));
      smooth = scope.arithmetic(Operator.ADD, most, scope.constant(labelSmoothing / classes));
    }
    return Crossentropies.sum(
        smooth, Crossentropies.logarithm(prediction, fromLogits, scope), scope);
  }
}

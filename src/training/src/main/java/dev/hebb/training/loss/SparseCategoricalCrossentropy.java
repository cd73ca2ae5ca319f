package dev.hebb.training.loss;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.GatherElements;
import dev.hebb.graph.op.Output;
import dev.hebb.training.Formula;
import dev.hebb.training.Loss;

/**
 * {@code -ln(prediction of the right class)}, in nats. Prediction {@code [..., classes]}, target
 * {@code [...]}: whole numbers, the class indices from 0. Behind a softmax it works from what that
 * was given, and clips as Keras does. Keras: SparseCategoricalCrossentropy.
 *
 * @param fromLogits whether the prediction is what a softmax would be given
 */
public record SparseCategoricalCrossentropy(boolean fromLogits) implements Loss {
  /** Of logits: the network ends without a softmax. */
  public SparseCategoricalCrossentropy ofLogits() {
    return new SparseCategoricalCrossentropy(true);
  }

  @Override
  public String name() {
    return "sparse_categorical_crossentropy";
  }

  @Override
  public Output target(Value prediction) {
    return Labels.of(prediction);
  }

  @Override
  public Value lower(Value prediction, Value target, Scope scope) {
    Crossentropies.classes(prediction);
    Value logarithm = Crossentropies.logarithm(prediction, fromLogits, scope);
    Value right = scope.op(new GatherElements(), logarithm, target);
    return new Formula(scope)
        .negative(Crossentropies.bounded(right, prediction, fromLogits, scope));
  }
}

package dev.hebb.training;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.OneHot;
import dev.hebb.graph.op.Output;

/**
 * {@code -ln(prediction of the right class)}, in nats. Prediction {@code [..., classes]}, target
 * {@code [...]}: whole numbers, the class indices from 0. Keras: SparseCategoricalCrossentropy.
 *
 * @param fromLogits whether the prediction is what a softmax would be given
 */
public record SparseCategoricalCrossentropy(boolean fromLogits) implements Loss {
  /** Of probabilities, such as a softmax puts out. */
  public static SparseCategoricalCrossentropy sparseCategoricalCrossentropy() {
    return new SparseCategoricalCrossentropy(false);
  }

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
    Shape shape = prediction.shape();
    return new Output(new Shape(shape.dims().subList(0, shape.rank() - 1)), DataType.INT64);
  }

  @Override
  public Value lower(Value prediction, Value target, Scope scope) {
    Value right = scope.op(new OneHot(Crossentropies.classes(prediction)), target);
    return Crossentropies.sum(
        right, Crossentropies.logarithm(prediction, fromLogits, scope), scope);
  }
}

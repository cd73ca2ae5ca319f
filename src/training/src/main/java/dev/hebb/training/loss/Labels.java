package dev.hebb.training.loss;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Output;

/** Targets that are class indices. */
final class Labels {
  private Labels() {}

  /** One for each place of the prediction: {@code [..., classes] -> [...]}. */
  static Output of(Value prediction) {
    Shape shape = prediction.shape();
    return new Output(new Shape(shape.dims().subList(0, shape.rank() - 1)), DataType.INT64);
  }
}

package dev.hebb.training;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Output;

/**
 * What training makes small. Writes itself down as operators, as a layer does. It can be watched as
 * a metric too.
 */
public interface Loss extends MeanMetric {
  /** Keras's name, such as {@code mean_squared_error}. */
  @Override
  String name();

  /**
   * The loss of one batch.
   *
   * @param prediction what the network puts out
   * @param target what was wanted, as {@link #target} says
   * @return the loss at each place, {@code [batch, ...]}: the mean is taken of it, over what is no
   *     padding; or a scalar, where a batch has one loss only
   */
  @Override
  Value lower(Value prediction, Value target, Scope scope);

  /** What the targets look like: by default as the prediction. */
  default Output target(Value prediction) {
    return new Output(prediction.shape(), DataType.FLOAT32);
  }
}

package dev.hebb.training;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;

/**
 * A figure that is watched. Averaged over batches by their number of rows, or of steps where rows
 * are padded.
 */
public interface Metric {
  /** Keras's name, such as {@code mean_absolute_error}. */
  String name();

  /**
   * The figure of one batch at each place, {@code [batch, ...]}: the mean is taken of it, over what
   * is no padding; or a scalar.
   */
  Value lower(Value prediction, Value target, Scope scope);

  /** Whether more of it is better, as of an accuracy. By default it is an error: less is better. */
  default boolean higherIsBetter() {
    return false;
  }
}

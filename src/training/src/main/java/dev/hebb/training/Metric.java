package dev.hebb.training;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;

/** A figure that is watched. Averaged over batches by their number of rows. */
public interface Metric {
  /** Keras's name, such as {@code mean_absolute_error}. */
  String name();

  /** The figure of one batch: a scalar. */
  Value lower(Value prediction, Value target, Scope scope);
}

package dev.hebb.training.metric;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.ArgMax;
import dev.hebb.graph.op.GatherElements;
import dev.hebb.training.Formula;
import dev.hebb.training.MeanMetric;

/**
 * The share of places whose right class is among the k likeliest; targets are one-hot rows, or
 * class indices. Keras: TopKCategoricalAccuracy and SparseTopKCategoricalAccuracy.
 *
 * @param name Keras has one for each kind of target
 */
public record TopKAccuracy(String name, int k) implements MeanMetric {
  public TopKAccuracy {
    Checks.atLeast(name, "a k", 1, k);
  }

  @Override
  public Value lower(Value prediction, Value target, Scope scope) {
    Formula f = new Formula(scope);
    Value label = target.type() == DataType.INT64 ? target : scope.op(new ArgMax(), target);
    Value right = f.column(scope.op(new GatherElements(), prediction, label));
    return f.greater(f.number(k), f.sum(f.greater(prediction, right), -1));
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }
}

package dev.hebb.training.metric;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Size;
import dev.hebb.graph.Value;
import dev.hebb.training.MeanMetric;

/**
 * The share of right answers. As Keras's "accuracy" it looks at the targets: class indices are
 * compared with the likeliest class ({@link CategoricalAccuracy}), one-hot rows likewise, and
 * single numbers with whether the prediction is above 1/2 ({@link BinaryAccuracy}).
 */
public record Accuracy() implements MeanMetric {
  @Override
  public boolean higherIsBetter() {
    return true;
  }

  @Override
  public String name() {
    return "accuracy";
  }

  @Override
  public Value lower(Value prediction, Value target, Scope scope) {
    boolean single =
        target.type() != DataType.INT64 && prediction.shape().last().size().equals(Size.of(1));
    MeanMetric kind = single ? new BinaryAccuracy(0.5) : new CategoricalAccuracy("accuracy");
    return kind.lower(prediction, target, scope);
  }
}

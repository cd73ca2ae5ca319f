package dev.hebb.training;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Size;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.ArgMax;
import dev.hebb.graph.op.OneHot;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reduction;
import java.util.List;

/**
 * The share of right answers. As Keras's "accuracy" it looks at the targets: class indices are
 * compared with the likeliest class, one-hot rows likewise, and single numbers with whether the
 * prediction is above 1/2.
 */
public record Accuracy() implements Metric {
  /** The share of right answers. */
  public static Accuracy accuracy() {
    return new Accuracy();
  }

  @Override
  public String name() {
    return "accuracy";
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }

  @Override
  public Value lower(Value prediction, Value target, Scope scope) {
    if (target.type() != DataType.INT64 && prediction.shape().last().size().equals(Size.of(1))) {
      Value yes = scope.arithmetic(Operator.GREATER, prediction, scope.constant(0.5));
      return Places.mean(scope.arithmetic(Operator.EQUAL, yes, target), scope);
    }
    OneHot hot = new OneHot(Crossentropies.classes(prediction));
    Value said = scope.op(hot, scope.op(new ArgMax(), prediction));
    Value right =
        scope.op(hot, target.type() == DataType.INT64 ? target : scope.op(new ArgMax(), target));
    int last = said.shape().rank() - 1;
    Value both = scope.arithmetic(Operator.MUL, said, right);
    return scope.op(new Reduce(Reduction.SUM, List.of(last), false), both);
  }
}

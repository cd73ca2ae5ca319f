package dev.hebb.training;

import dev.hebb.graph.DataType;
import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.MergeBatch;
import dev.hebb.graph.op.OneHot;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reduction;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a network puts out for a batch, beside what was wanted.
 *
 * @param prediction {@code [batch, ..., features]}
 * @param target as the loss wants it
 * @param weights how much each row counts, or each of its places: {@code [batch]} or {@code [batch,
 *     time]}; if empty, all alike
 */
public record Outcome(Value prediction, Value target, Optional<Value> weights) {
  /**
   * The same with one row a place, and none of padding to be seen.
   *
   * @param prediction {@code [places, features]}
   * @param target {@code [places, features]}; class indices became one-hot rows
   * @param weights {@code [places, 1]}: 1 or what was given; 0 where rows are padded
   */
  public record Flat(Value prediction, Value target, Value weights) {}

  /** A figure of the batch at each of its places: a scalar is put at each row. */
  Value places(Value figure, Scope scope) {
    if (figure.shape().rank() > 0) {
      return figure;
    }
    Formula f = new Formula(scope);
    List<Integer> behind = IntStream.range(1, prediction.shape().rank()).boxed().toList();
    Value rows = scope.op(new Reduce(Reduction.MAX, behind, false), prediction);
    return f.times(figure, f.equal(rows, rows));
  }

  /** One row a place. */
  public Flat flat(Scope scope) {
    Formula f = new Formula(scope);
    Value first = f.largest(prediction, -1);
    Value ones = f.equal(first, first);
    Value each = weights.map(given -> f.times(ones, Places.alike(given, ones, scope))).orElse(ones);
    return new Flat(
        merged(prediction, scope),
        merged(hot(scope), scope),
        merged(f.column(filled(each, scope)), scope));
  }

  private Value hot(Scope scope) {
    if (target.type() != DataType.INT64) {
      if (!target.shape().sameSizes(prediction.shape())) {
        throw new DeclarationException(
            "expected a target like the prediction %s, got %s. Choose a metric that goes with the loss."
                .formatted(prediction.shape().unpadded(), target.shape().unpadded()));
      }
      return target;
    }
    return scope.op(new OneHot(prediction.shape().last().size().fixed().orElseThrow()), target);
  }

  private static Value filled(Value value, Scope scope) {
    Value filled = value;
    for (int axis = 1; axis < value.shape().rank(); axis++) {
      filled = scope.fill(filled, axis, 0);
    }
    return filled;
  }

  private static Value merged(Value value, Scope scope) {
    Value merged = filled(value, scope);
    while (merged.shape().rank() > 2) {
      merged = scope.op(new MergeBatch(), merged);
    }
    return merged;
  }
}

package dev.hebb.training;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Cast;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reduction;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Figures of a batch at each of its places, and the mean of those that are no padding. */
final class Places {
  private Places() {}

  /** Of the numbers at each place: {@code [batch, ..., features] -> [batch, ...]}. */
  static Value mean(Value numbers, Scope scope) {
    int last = numbers.shape().rank() - 1;
    return scope.op(new Reduce(Reduction.MEAN, List.of(last), false), numbers);
  }

  /** One number for the batch, where it is not one already. */
  static Value meanOfAll(Value places, Scope scope) {
    int axis = padded(places);
    if (places.shape().rank() == 0) {
      return places;
    } else if (axis < 0) {
      return scope.op(Reduce.all(Reduction.MEAN), places);
    }
    Value steps = meanOfSteps(places, axis, scope);
    Value sum = scope.op(Reduce.all(Reduction.SUM), scope.fill(steps, 1, 0));
    return scope.arithmetic(Operator.DIV, sum, count(places, scope).orElseThrow());
  }

  // What each step is made of has as many numbers as in all others: [batch, ...] -> [batch, time].
  private static Value meanOfSteps(Value places, int axis, Scope scope) {
    List<Integer> others =
        IntStream.range(1, places.shape().rank()).filter(i -> i != axis).boxed().toList();
    return others.isEmpty() ? places : scope.op(new Reduce(Reduction.MEAN, others, false), places);
  }

  /** How many steps of the batch are no padding: a scalar; empty if no row is padded. */
  static Optional<Value> count(Value places, Scope scope) {
    int axis = padded(places);
    if (axis < 0) {
      return Optional.empty();
    }
    Value lengths = scope.op(new Cast(DataType.FLOAT32), scope.lengths(places, axis).orElseThrow());
    return Optional.of(scope.op(Reduce.all(Reduction.SUM), lengths));
  }

  private static int padded(Value value) {
    return IntStream.range(0, value.shape().rank())
        .filter(axis -> value.shape().dim(axis).padded())
        .findFirst()
        .orElse(-1);
  }
}

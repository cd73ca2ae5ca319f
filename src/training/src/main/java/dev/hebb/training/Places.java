package dev.hebb.training;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
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
    return places.shape().rank() == 0 ? places : scope.op(Reduce.all(Reduction.MEAN), places);
  }

  /** How many steps of the batch are no padding: a scalar; empty if no row is padded. */
  static Optional<Value> count(Value places, Scope scope) {
    List<Integer> padded =
        IntStream.range(1, places.shape().rank())
            .filter(axis -> places.shape().dim(axis).padded())
            .boxed()
            .toList();
    return padded.isEmpty()
        ? Optional.empty()
        : Optional.of(scope.op(Reduce.all(Reduction.SUM), scope.places(places, padded)));
  }
}

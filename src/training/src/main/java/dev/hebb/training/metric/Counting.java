package dev.hebb.training.metric;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Concat;
import dev.hebb.graph.op.MatMul;
import dev.hebb.graph.op.MergeBatch;
import dev.hebb.graph.op.Slice;
import dev.hebb.training.Formula;
import dev.hebb.training.Measure;
import dev.hebb.training.Outcome;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Counts how often a number is above each threshold, and how often it should be: of all labels
 * together, or of each.
 *
 * @param thresholds what a prediction must be above to say yes
 * @param each whether the labels are counted apart
 */
record Counting(List<Double> thresholds, boolean each) {
  Counting {
    thresholds = List.copyOf(thresholds);
  }

  /** As many thresholds as Keras has, from 0 to 1. */
  static List<Double> even(int count) {
    return IntStream.range(0, count).mapToObj(i -> i / (count - 1.0)).toList();
  }

  /** One class of several. */
  static Outcome.Flat only(int label, Outcome.Flat flat, Scope scope) {
    Slice one = Slice.of(1, label, 1);
    return new Outcome.Flat(
        scope.op(one, flat.prediction()), scope.op(one, flat.target()), flat.weights());
  }

  /**
   * Sums, and what becomes of the counts: figures named by what is put behind the metric's name.
   */
  Measure measure(
      Outcome.Flat flat, List<String> parts, Function<Counts, List<Double>> figures, Scope scope) {
    Formula f = new Formula(scope);
    // [places, labels, 1]
    Value yes = wide(f.minus(1, f.equal(flat.target(), 0)), f);
    Value counts = wide(f.times(f.equal(flat.target(), flat.target()), flat.weights()), f);
    Value above = f.greater(wide(flat.prediction(), f), scope.constant(thresholds));
    Value both = scope.op(new Concat(2), f.times(yes, counts), counts);
    Value pairs = scope.transpose(both, 1, 2, 0);
    Value said = scope.op(new MatMul(), pairs, scope.transpose(above, 1, 0, 2));
    int width = thresholds.size();
    return new Measure(
        List.of(said, f.sum(both, 0)),
        parts,
        sums -> figures.apply(new Counts(sums.get(0), sums.get(1), width)));
  }

  private Value wide(Value numbers, Formula f) {
    long labels = numbers.shape().last().size().fixed().orElseThrow();
    Value wide = f.column(numbers);
    return each || labels == 1 ? wide : f.column(f.scope().op(new MergeBatch(), wide));
  }
}

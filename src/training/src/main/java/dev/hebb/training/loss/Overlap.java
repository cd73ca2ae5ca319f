package dev.hebb.training.loss;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reduction;
import java.util.List;

/** Sums over some axes of a batch, or all. */
record Overlap(List<Integer> axes, Scope scope) {
  Value sum(Value x) {
    int rank = x.shape().rank();
    List<Integer> over = axes.stream().map(axis -> axis < 0 ? rank + axis : axis).sorted().toList();
    return scope.op(new Reduce(Reduction.SUM, over, false), x);
  }
}

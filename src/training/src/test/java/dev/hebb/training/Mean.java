package dev.hebb.training;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reduction;

/**
 * A user's own loss: the mean of what is put out, whatever the target. Its gradient is the input.
 */
record Mean() implements Loss {
  @Override
  public String name() {
    return "mean";
  }

  @Override
  public Value lower(Value prediction, Value target, Scope scope) {
    return scope.op(Reduce.all(Reduction.MEAN), prediction);
  }
}

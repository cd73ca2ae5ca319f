package dev.hebb.network.layer;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.MergeBatch;
import dev.hebb.graph.op.SplitBatch;
import dev.hebb.network.Layer;
import dev.hebb.network.Lowering;
import dev.hebb.network.Rank;

/**
 * One layer, with the same weights, at every step. Lengths behind the time must be fixed.
 *
 * <p>{@code [batch, time, ...] -> [batch, time, ...]}. Keras: TimeDistributed.
 */
public record TimeDistributed<I extends Rank, O extends Rank>(Lowering each)
    implements Layer<Rank.Timed<I>, Rank.Timed<O>> {
  @Override
  public String kind() {
    return "time_distributed";
  }

  @Override
  public String declaration() {
    return "timeDistributed(" + each.declaration() + ")";
  }

  @Override
  public Value lower(Value input, Scope scope) {
    Value steps = scope.op(new MergeBatch(), input);
    return scope.op(new SplitBatch(), each.lower(steps, scope), input);
  }
}

package dev.hebb.network;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.WeightOptions;
import java.util.List;

/** A layer with several outputs: its output proper, then its last states. */
public interface ReturnState<I extends Rank, O extends Rank> extends Lowering {
  /** As {@link #lower}, with the states behind the output. */
  List<Value> lowerAll(Value input, Scope scope);

  @Override
  default List<Value> lowerAll(List<Value> inputs, Scope scope) {
    return lowerAll(inputs.get(0), scope);
  }

  @Override
  default Value lower(Value input, Scope scope) {
    return lowerAll(input, scope).get(0);
  }

  /** This layer, with something said about its weights: first numbers, prices, rules. */
  default ReturnState<I, O> with(WeightOptions... options) {
    return new Configured.OfReturnState<>(this, List.of(options));
  }
}

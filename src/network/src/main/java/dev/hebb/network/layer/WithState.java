package dev.hebb.network.layer;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.network.Rank;
import dev.hebb.network.ReturnState;
import java.util.List;

/** A recurrent layer that returns its last states beside its output. */
public record WithState<O extends Rank>(Recurrent<O> layer)
    implements ReturnState<Rank.Sequence, O> {
  @Override
  public String kind() {
    return layer.kind();
  }

  @Override
  public String declaration() {
    return layer.declaration() + ".returnState()";
  }

  @Override
  public List<Value> lowerAll(Value input, Scope scope) {
    return layer.lowerAll(input, scope);
  }
}

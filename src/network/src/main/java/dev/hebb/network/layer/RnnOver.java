package dev.hebb.network.layer;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.network.Rank;
import dev.hebb.network.Stage;
import java.util.List;

/**
 * A recurrent layer that reads other stages at every step.
 *
 * @param beside those stages
 */
public record RnnOver<O extends Rank>(Rnn<O> layer, List<Stage<?, ?>> beside)
    implements Remembers<O> {
  public RnnOver {
    beside = List.copyOf(beside);
  }

  @Override
  public String kind() {
    return layer.kind();
  }

  @Override
  public String declaration() {
    return layer.declaration() + ".over(...)";
  }

  @Override
  public List<Integer> stateUnits() {
    return layer.stateUnits();
  }

  @Override
  public List<Value> lowerAll(Value input, List<Value> first, Scope scope) {
    throw Over.alone();
  }

  @Override
  public List<Value> lowerAll(List<Value> inputs, List<Value> first, Scope scope) {
    if (inputs.size() != 1 + beside.size()) {
      throw Over.alone();
    }
    return layer.lowerAll(inputs.get(0), first, inputs.subList(1, inputs.size()), scope);
  }
}

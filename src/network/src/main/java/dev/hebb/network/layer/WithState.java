package dev.hebb.network.layer;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.network.Rank;
import dev.hebb.network.ReturnState;
import dev.hebb.network.Stage;
import java.util.List;

/**
 * A recurrent layer that returns its last states beside its output.
 *
 * @param states the stages whose states it begins with; none: zeros
 */
public record WithState<O extends Rank>(
    Remembers<O> layer, List<? extends Stage<?, Rank.Vector>> states)
    implements ReturnState<Rank.Sequence, O> {
  public WithState {
    states = List.copyOf(states);
  }

  /** Begins with these states, as {@link Remembers#from}. */
  public WithState<O> from(List<? extends Stage<?, Rank.Vector>> states) {
    return layer.from(states).returnState();
  }

  @Override
  public String kind() {
    return layer.kind();
  }

  @Override
  public String declaration() {
    return new Text(layer.declaration())
        .when(!states.isEmpty(), "from(...)")
        .when(true, "returnState()")
        .toString();
  }

  @Override
  public List<? extends Stage<?, ?>> beside() {
    return FromStates.beside(layer, states);
  }

  @Override
  public List<Value> lowerAll(Value input, Scope scope) {
    return lowerAll(List.of(input), scope);
  }

  @Override
  public List<Value> lowerAll(List<Value> inputs, Scope scope) {
    return states.isEmpty()
        ? layer.lowerAll(inputs, List.of(), scope)
        : FromStates.lowered(layer, states, inputs, scope);
  }
}

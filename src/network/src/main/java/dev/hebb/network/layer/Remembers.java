package dev.hebb.network.layer;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.network.Layer;
import dev.hebb.network.Rank;
import dev.hebb.network.Stage;
import java.util.List;

/** A layer that carries states from step to step: at first zeros, unless others are given. */
public interface Remembers<O extends Rank> extends Layer<Rank.Sequence, O> {
  /** How many numbers each of its states has: h, and for an LSTM c behind it. */
  List<Integer> stateUnits();

  /**
   * Output and last states.
   *
   * @param first its first states, {@code [batch, units]} each; none: zeros
   */
  List<Value> lowerAll(Value input, List<Value> first, Scope scope);

  /**
   * Output and last states, of a layer that reads other stages too.
   *
   * @param inputs the sequence, then what those {@link #beside} put out
   * @param first its first states
   */
  default List<Value> lowerAll(List<Value> inputs, List<Value> first, Scope scope) {
    return lowerAll(inputs.get(0), first, scope);
  }

  @Override
  default List<Value> lowerAll(List<Value> inputs, Scope scope) {
    return lowerAll(inputs, List.of(), scope).subList(0, 1);
  }

  @Override
  default Value lower(Value input, Scope scope) {
    return lowerAll(input, List.of(), scope).get(0);
  }

  /** The layer's last states beside its output. */
  default WithState<O> returnState() {
    return new WithState<>(this, List.of());
  }

  /**
   * Begins with these states, such as those with which another layer ended: Keras's {@code
   * initial_state}.
   *
   * @param states as many and as large as the layer has: h, and for an LSTM c behind it; those of
   *     the layer that reads forwards, then those of the other, if it is bidirectional
   */
  default FromStates<O> from(List<? extends Stage<?, Rank.Vector>> states) {
    return new FromStates<>(this, states);
  }

  /**
   * Begins with states that are fed: inputs of the network, named as the states that come out, with
   * {@code _in} behind: {@code lstm_state_in}, {@code lstm_state_1_in} of a layer {@code lstm}. Who
   * feeds what came out the last time goes on where that ended. The network is begun with {@code
   * branch(name, input)}, for it has several inputs.
   */
  default StatefulInputs<O> statefulInputs() {
    return new StatefulInputs<>(this);
  }
}

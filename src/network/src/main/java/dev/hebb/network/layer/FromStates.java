package dev.hebb.network.layer;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Size;
import dev.hebb.graph.Value;
import dev.hebb.network.Layer;
import dev.hebb.network.Rank;
import dev.hebb.network.Stage;
import java.util.List;
import java.util.stream.Stream;

/**
 * A recurrent layer that begins with states of other layers.
 *
 * @param states the stages that put them out
 */
public record FromStates<O extends Rank>(
    Remembers<O> layer, List<? extends Stage<?, Rank.Vector>> states)
    implements Layer<Rank.Sequence, O> {
  public FromStates {
    states = List.copyOf(states);
  }

  /** The layer's last states beside its output. */
  public WithState<O> returnState() {
    return new WithState<>(layer, states);
  }

  @Override
  public String kind() {
    return layer.kind();
  }

  @Override
  public String declaration() {
    return layer.declaration() + ".from(...)";
  }

  @Override
  public List<? extends Stage<?, ?>> beside() {
    return beside(layer, states);
  }

  /** What the layer reads itself, then its first states. */
  static List<? extends Stage<?, ?>> beside(
      Remembers<?> layer, List<? extends Stage<?, Rank.Vector>> states) {
    return Stream.concat(layer.beside().stream(), states.stream()).toList();
  }

  @Override
  public Value lower(Value input, Scope scope) {
    return lowerAll(List.of(input), scope).get(0);
  }

  @Override
  public List<Value> lowerAll(List<Value> inputs, Scope scope) {
    return lowered(layer, states, inputs, scope).subList(0, 1);
  }

  /** What the layer puts out that begins with what those stages put out. */
  static List<Value> lowered(
      Remembers<?> layer, List<? extends Stage<?, ?>> states, List<Value> inputs, Scope scope) {
    int read = 1 + layer.beside().size();
    if (inputs.size() != read + states.size()) {
      throw Over.alone();
    }
    List<Value> first = inputs.subList(read, inputs.size());
    List<Integer> units = layer.stateUnits();
    if (first.size() != units.size()) {
      throw new DeclarationException(
          "expected %d first states, of %s units, got %s. Give all that a layer of its kind puts out as its states."
              .formatted(units.size(), units, first.stream().map(Value::shape).toList()));
    }
    for (int i = 0; i < units.size(); i++) {
      if (!first.get(i).shape().last().size().equals(Size.of(units.get(i)))) {
        throw new DeclarationException(
            "expected a first state of %d units, got %s. Bring it there: dense(%d)."
                .formatted(units.get(i), first.get(i).shape(), units.get(i)));
      }
    }
    return layer.lowerAll(inputs.subList(0, read), first, scope);
  }
}

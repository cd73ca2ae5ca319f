package dev.hebb.network.layer;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Size;
import dev.hebb.graph.Value;
import dev.hebb.network.Layer;
import dev.hebb.network.Rank;
import dev.hebb.network.Stage;
import java.util.List;

/**
 * A recurrent layer that begins with states of other layers.
 *
 * @param beside the stages that put them out
 */
public record FromStates<O extends Rank>(
    Remembers<O> layer, List<? extends Stage<?, Rank.Vector>> beside)
    implements Layer<Rank.Sequence, O> {
  public FromStates {
    beside = List.copyOf(beside);
  }

  /** The layer's last states beside its output. */
  public WithState<O> returnState() {
    return new WithState<>(layer, beside);
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
  public Value lower(Value input, Scope scope) {
    return lowerAll(List.of(input), scope).get(0);
  }

  @Override
  public List<Value> lowerAll(List<Value> inputs, Scope scope) {
    return lowered(layer, beside, inputs, scope).subList(0, 1);
  }

  /** What the layer puts out that reads a sequence and begins with what those beside put out. */
  static List<Value> lowered(
      Remembers<?> layer, List<? extends Stage<?, ?>> beside, List<Value> inputs, Scope scope) {
    if (inputs.size() != 1 + beside.size()) {
      throw Over.alone();
    }
    List<Value> first = inputs.subList(1, inputs.size());
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
    return layer.lowerAll(inputs.get(0), first, scope);
  }
}

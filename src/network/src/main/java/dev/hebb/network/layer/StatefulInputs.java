package dev.hebb.network.layer;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import dev.hebb.network.Rank;
import dev.hebb.network.Recurred;
import dev.hebb.network.ReturnState;
import dev.hebb.network.Stage;
import java.util.ArrayList;
import java.util.List;

/**
 * A recurrent layer whose first states are inputs of the network, and whose last ones come out
 * beside its output. Keras keeps them within the layer ({@code stateful=True}).
 */
public record StatefulInputs<O extends Rank>(Remembers<O> layer)
    implements ReturnState<Rank.Sequence, O> {
  @Override
  public String kind() {
    return layer.kind();
  }

  @Override
  public String declaration() {
    return layer.declaration() + ".statefulInputs()";
  }

  @Override
  public List<? extends Stage<?, ?>> beside() {
    return layer.beside();
  }

  @Override
  public List<Value> lowerAll(Value input, Scope scope) {
    return lowerAll(List.of(input), scope);
  }

  @Override
  public List<Value> lowerAll(List<Value> inputs, Scope scope) {
    List<Value> first = new ArrayList<>();
    for (int units : layer.stateUnits()) {
      String name = Recurred.state(scope.prefix(), first.size()) + "_in";
      Shape shape = Shape.of(inputs.get(0).shape().dim(0), Dim.of("features", units));
      first.add(scope.graph().input(name, shape, DataType.FLOAT32, ""));
    }
    return layer.lowerAll(inputs, first, scope);
  }
}

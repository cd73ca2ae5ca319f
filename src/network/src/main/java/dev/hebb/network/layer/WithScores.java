package dev.hebb.network.layer;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.network.Rank;
import dev.hebb.network.ReturnScores;
import dev.hebb.network.Stage;
import java.util.List;

/**
 * An attention layer that returns its scores beside its output.
 *
 * @param beside the stages it sees, if they are others than the one on which it is chained
 */
public record WithScores<R extends Rank>(Attends layer, List<Stage<?, Rank.Sequence>> beside)
    implements ReturnScores<R> {
  public WithScores {
    beside = List.copyOf(beside);
  }

  @Override
  public String kind() {
    return layer.kind();
  }

  @Override
  public String declaration() {
    return new Text(layer.declaration())
        .when(!beside.isEmpty(), "over(...)")
        .when(true, "returnAttentionScores()")
        .toString();
  }

  @Override
  public Value lower(Value input, Scope scope) {
    return lowerAll(List.of(input), scope).get(0);
  }

  @Override
  public List<Value> lowerAll(List<Value> inputs, Scope scope) {
    if (inputs.size() != 1 + beside.size()) {
      throw Over.alone();
    }
    return layer.attend(inputs, scope);
  }
}

package dev.hebb.network.layer;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;
import dev.hebb.network.Stage;
import java.util.List;

/**
 * An attention layer that sees other stages than the one on which it is chained.
 *
 * @param beside values, then their keys if they are others
 */
public record Over(Attends layer, List<Stage<?, Rank.Sequence>> beside)
    implements SameRank<Rank.Features> {
  public Over {
    beside = List.copyOf(beside);
  }

  /** The scores beside the output: how much of each value each query took. */
  public WithScores<Rank.Features> returnAttentionScores() {
    return new WithScores<>(layer, beside);
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
  public Value lower(Value input, Scope scope) {
    throw alone();
  }

  static DeclarationException alone() {
    return new DeclarationException(
        "expected a stage of its own to be chained on, got a place in another layer, where the stages that it reads are not. Chain it with then(...).");
  }

  @Override
  public List<Value> lowerAll(List<Value> inputs, Scope scope) {
    return inputs.size() > 1
        ? layer.attend(inputs, scope).subList(0, 1)
        : List.of(lower(inputs.get(0), scope));
  }
}

package dev.hebb.network.layer;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;
import dev.hebb.network.Stage;
import java.util.List;

/**
 * A layer by which a query sees values: their mean, weighted by how well the key of each goes with
 * the query.
 *
 * <p>Chained as it is, each step of a sequence sees the steps of that sequence: {@code [batch,
 * time, features] -> [batch, time, features]}. With {@link #over} the stage on which it is chained
 * asks, and sees other stages: {@code [batch, queries, features]} and {@code [batch, values, n] ->
 * [batch, queries, n]}, or {@code [batch, features]} and {@code [batch, values, n] -> [batch, n]}
 * where a vector asks. The two times may be free; if they are not of one length, give them names:
 * {@code sequence(ANY, 8).time("source_time")}.
 *
 * <p>Where rows are padded, no query sees what lies beyond the end of a row of values. What comes
 * out for a query beyond the end of its row means nothing; Keras's Attention has zeros there.
 */
public interface Attends extends SameRank<Rank.Sequence> {
  /**
   * What the queries see, and their scores.
   *
   * @param query {@code [batch, queries, features]}
   * @param value {@code [batch, values, n]}
   * @param key {@code [batch, values, features]}
   */
  List<Value> attend(Value query, Value value, Value key, Scope scope);

  /** Whether no query sees values behind its own place. */
  boolean causal();

  /** Sees these values, which are their own keys. */
  default Over over(Stage<?, Rank.Sequence> value) {
    return new Over(this, List.of(value));
  }

  /** Sees these values, each of which has a key of its own. */
  default Over over(Stage<?, Rank.Sequence> value, Stage<?, Rank.Sequence> key) {
    return new Over(this, List.of(value, key));
  }

  /** The scores beside the output: how much of each value each query took. */
  default WithScores<Rank.Sequence> returnAttentionScores() {
    return new WithScores<>(this, List.of());
  }

  @Override
  default Value lower(Value input, Scope scope) {
    return attend(input, input, input, scope).get(0);
  }

  /** Of the stage on which it is chained, and those beside. */
  default List<Value> attend(List<Value> inputs, Scope scope) {
    Value query = inputs.get(0);
    Value value = inputs.get(inputs.size() > 1 ? 1 : 0);
    Value key = inputs.get(inputs.size() - 1);
    if (!value.shape().dim(1).size().equals(key.shape().dim(1).size())) {
      throw new DeclarationException(
          "expected a key for each value, got %s and %s. Give both the same steps."
              .formatted(key.shape(), value.shape()));
    }
    return query.shape().rank() == 2
        ? Scores.ofVector(this, query, value, key, scope)
        : attend(query, value, key, scope);
  }
}

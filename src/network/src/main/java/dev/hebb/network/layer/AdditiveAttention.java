package dev.hebb.network.layer;

import dev.hebb.graph.Fans;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reduction;
import dev.hebb.graph.op.Reshape;
import java.util.List;

/**
 * Attention by sums: a value's score is the sum of scale·tanh(query + key) over the features, a
 * softmax makes shares of a query's scores (Bahdanau et al. 2015). Shapes as with all that
 * {@linkplain Attends attends}; a number for each query, value and feature is held in memory.
 *
 * <p>Parameter: {@code scale [features]}. Keras: AdditiveAttention.
 *
 * @param scale whether there is one
 * @param dropout share of the scores that is dropped in training
 * @param causal whether no query sees values behind its own place
 */
public record AdditiveAttention(boolean scale, double dropout, boolean causal) implements Attends {
  /** Keras's defaults. */
  public static AdditiveAttention of() {
    return new AdditiveAttention(true, 0, false);
  }

  /** Every feature counts alike. */
  public AdditiveAttention noScale() {
    return new AdditiveAttention(false, dropout, causal);
  }

  /** Drops a share of the scores in training. */
  public AdditiveAttention dropout(double rate) {
    return new AdditiveAttention(scale, rate, causal);
  }

  /** No query sees values behind its own place. */
  public AdditiveAttention useCausalMask() {
    return new AdditiveAttention(scale, dropout, true);
  }

  @Override
  public String kind() {
    return "additive_attention";
  }

  @Override
  public String declaration() {
    return new Text("additiveAttention()")
        .when(!scale, "noScale()")
        .when(dropout != 0, "dropout(" + dropout + ")")
        .when(causal, "useCausalMask()")
        .toString();
  }

  @Override
  public List<Value> attend(Value query, Value value, Value key, Scope scope) {
    long features = Scores.features(query, key);
    Value sums = scope.activate(Activation.TANH, sums(query, key, features, scope));
    if (scale) {
      Fans fans = new Fans(features, features, 0);
      Value weights = scope.param("scale", List.of(features), Initializer.glorotUniform(), fans);
      sums = scope.arithmetic(Operator.MUL, sums, weights);
    }
    Value shares = Scores.shares(sum(sums, scope), causal, scope);
    Value kept = Dropout.drop(dropout, List.of(), shares, scope);
    return List.of(Scores.seen(kept, value, scope), kept);
  }

  /** Each query and each key together: {@code [batch, queries, values, features]}. */
  static Value sums(Value query, Value key, long features, Scope scope) {
    Reshape apart = new Reshape(List.of(Reshape.KEEP, 1L, features));
    Value keys = scope.transpose(scope.op(apart, key), 0, 2, 1, 3);
    return scope.arithmetic(Operator.ADD, scope.op(apart, query), keys);
  }

  /** The sum over the features. */
  static Value sum(Value sums, Scope scope) {
    return scope.op(new Reduce(Reduction.SUM, List.of(3), false), sums);
  }

  /** The sum of tanh over the features. */
  static Value total(Value sums, Scope scope) {
    return sum(scope.activate(Activation.TANH, sums), scope);
  }
}

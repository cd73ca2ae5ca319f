package dev.hebb.network.layer;

import dev.hebb.graph.DataType;
import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Cast;
import dev.hebb.graph.op.MatMul;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Range;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reduction;
import dev.hebb.graph.op.Reshape;
import java.util.List;

/** What attention layers have in common: from scores to what is seen. */
final class Scores {
  // As Keras: added to the scores of what is not to be seen, which a softmax makes nothing of.
  private static final double UNSEEN = 1e9;

  private Scores() {}

  /** Queries and keys that are multiplied or added have one number of features. */
  static long features(Value query, Value key) {
    long features = Checks.fixedFeatures(query);
    if (features != Checks.fixedFeatures(key)) {
      throw new DeclarationException(
          "expected queries and keys with one number of features, got %s and %s. Bring one of them there: dense(%d)."
              .formatted(query.shape(), key.shape(), features));
    }
    return features;
  }

  /**
   * Shares that sum to 1 for each query.
   *
   * @param scores {@code [batch, ..., queries, values]}
   */
  static Value shares(Value scores, boolean causal, Scope scope) {
    int last = scores.shape().rank() - 1;
    Value seen = causal ? withoutFuture(scores, scope) : scores;
    return scope.activate(Activation.SOFTMAX, scope.fill(seen, last, -UNSEEN));
  }

  private static Value withoutFuture(Value scores, Scope scope) {
    int last = scores.shape().rank() - 1;
    Value values = places(scores, last, scope);
    Value queries = scope.op(new Reshape(List.of(1L)), places(scores, last - 1, scope));
    Value future = scope.arithmetic(Operator.GREATER, values, queries);
    Value less = scope.arithmetic(Operator.MUL, future, scope.constant(UNSEEN));
    return scope.arithmetic(Operator.SUB, scores, less);
  }

  private static Value places(Value value, int axis, Scope scope) {
    return scope.op(new Cast(DataType.FLOAT32), scope.op(new Range(axis), value));
  }

  /** The sum of the values, each times its share. */
  static Value seen(Value shares, Value value, Scope scope) {
    int time = value.shape().rank() - 2;
    return scope.op(new MatMul(), shares, scope.fill(value, time, 0));
  }

  /** As if the vector were a sequence of one step. */
  static List<Value> ofVector(Attends layer, Value query, Value value, Value key, Scope scope) {
    if (layer.causal()) {
      throw new DeclarationException(
          "expected a sequence of queries, whose places say what is in the future, got %s. Leave useCausalMask() out."
              .formatted(query.shape()));
    }
    Value step = scope.op(new Reshape(List.of(1L, Checks.fixedFeatures(query))), query);
    List<Value> outputs = layer.attend(step, value, key, scope);
    Value seen = outputs.get(0);
    Value scores = outputs.get(1);
    int axis = scores.shape().rank() - 2;
    return List.of(
        scope.op(new Reshape(List.of(Checks.fixedFeatures(seen))), seen),
        scope.op(new Reduce(Reduction.SUM, List.of(axis), false), scores));
  }
}

package dev.hebb.network.layer;

import dev.hebb.graph.Fans;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.MatMul;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Reshape;
import java.util.List;
import java.util.OptionalInt;

/**
 * Attention by several heads: each sees projections of its own of query, key and value, by products
 * divided by √keyDim; what they see is projected again (Vaswani et al. 2017). Shapes as with all
 * that {@linkplain Attends attends}, but that as many features come out as the query has, or {@code
 * outputShape}.
 *
 * <p>Parameters: {@code query/kernel [features, heads·keyDim]}, {@code key/kernel}, {@code
 * value/kernel [features, heads·valueDim]}, {@code attention_output/kernel [heads·valueDim,
 * features]}, and a {@code bias} with each. In Keras the heads are an axis of their own. Keras:
 * MultiHeadAttention.
 *
 * @param keyDim features of a head's queries and keys
 * @param valueDim features of a head's values
 * @param outputShape features that come out; as many as the query's if not said
 * @param dropout share of the scores that is dropped in training
 * @param causal whether no query sees values behind its own place
 */
public record MultiHeadAttention(
    int heads,
    int keyDim,
    int valueDim,
    OptionalInt outputShape,
    boolean bias,
    double dropout,
    boolean causal)
    implements Attends {
  /** Keras's defaults. */
  public static MultiHeadAttention of(int heads, int keyDim) {
    return new MultiHeadAttention(heads, keyDim, keyDim, OptionalInt.empty(), true, 0, false);
  }

  /** Another number of features for a head's values than for its keys. */
  public MultiHeadAttention valueDim(int other) {
    return new MultiHeadAttention(heads, keyDim, other, outputShape, bias, dropout, causal);
  }

  /** So many features come out. */
  public MultiHeadAttention outputShape(int features) {
    OptionalInt said = OptionalInt.of(features);
    return new MultiHeadAttention(heads, keyDim, valueDim, said, bias, dropout, causal);
  }

  /** Without biases. */
  public MultiHeadAttention noBias() {
    return new MultiHeadAttention(heads, keyDim, valueDim, outputShape, false, dropout, causal);
  }

  /** Drops a share of the scores in training. */
  public MultiHeadAttention dropout(double rate) {
    return new MultiHeadAttention(heads, keyDim, valueDim, outputShape, bias, rate, causal);
  }

  /** No query sees values behind its own place. */
  public MultiHeadAttention useCausalMask() {
    return new MultiHeadAttention(heads, keyDim, valueDim, outputShape, bias, dropout, true);
  }

  @Override
  public String kind() {
    return "multi_head_attention";
  }

  @Override
  public String declaration() {
    Text text =
        new Text("multiHeadAttention(" + heads + ", " + keyDim + ")")
            .when(valueDim != keyDim, "valueDim(" + valueDim + ")");
    outputShape.ifPresent(features -> text.when(true, "outputShape(" + features + ")"));
    return text.when(!bias, "noBias()")
        .when(dropout != 0, "dropout(" + dropout + ")")
        .when(causal, "useCausalMask()")
        .toString();
  }

  @Override
  public List<Value> attend(Value query, Value value, Value key, Scope scope) {
    Checks.positive("heads", heads);
    Checks.positive("keyDim", keyDim);
    Checks.positive("valueDim", valueDim);
    long features = outputShape.isPresent() ? outputShape.getAsInt() : Checks.fixedFeatures(query);
    Checks.positive("outputShape", features);
    // [batch, heads, time, dim] each; keys with the last two the other way round.
    Value queries = apart(projected("query", query, keyDim, scope), keyDim, scope, 0, 2, 1, 3);
    Value keys = apart(projected("key", key, keyDim, scope), keyDim, scope, 0, 2, 3, 1);
    Value values = apart(projected("value", value, valueDim, scope), valueDim, scope, 0, 2, 1, 3);
    Value scaled = scope.arithmetic(Operator.MUL, queries, scope.constant(1 / Math.sqrt(keyDim)));
    Value shares = Scores.shares(scope.op(new MatMul(), scaled, keys), causal, scope);
    Value kept = Dropout.drop(dropout, List.of(), shares, scope);
    Value seen = scope.transpose(Scores.seen(kept, values, scope), 0, 2, 1, 3);
    Value together = scope.op(new Reshape(List.of(Reshape.KEEP, (long) heads * valueDim)), seen);
    return List.of(affine("attention_output", together, features, scope), shares);
  }

  private Value projected(String part, Value input, int dim, Scope scope) {
    return affine(part, input, (long) heads * dim, scope);
  }

  private Value apart(Value all, int dim, Scope scope, Integer... order) {
    Reshape heads = new Reshape(List.of(Reshape.KEEP, (long) this.heads, (long) dim));
    return scope.transpose(scope.op(heads, all), order);
  }

  private Value affine(String part, Value input, long units, Scope scope) {
    long features = Checks.fixedFeatures(input);
    Scope within = scope.under(part);
    Value kernel =
        within.param(
            "kernel",
            List.of(features, units),
            Initializer.glorotUniform(),
            new Fans(features, units));
    Value product = within.op(new MatMul(), input, kernel);
    if (!bias) {
      return product;
    }
    Value offset = within.param("bias", List.of(units), Initializer.zeros(), Fans.NONE);
    return within.arithmetic(Operator.ADD, product, offset);
  }
}

package dev.hebb.network.layer;

import dev.hebb.graph.Fans;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.MatMul;
import dev.hebb.graph.op.Operator;
import java.util.List;

/**
 * Attention by products: a value's score is the product of query and key, a softmax makes shares of
 * a query's scores (Luong et al. 2015). Shapes as with all that {@linkplain Attends attends}.
 *
 * <p>Parameters: {@code scale} with {@code useScale()}, {@code concat_score_weight} with {@code
 * concat()}, one number each. Keras: Attention.
 *
 * @param scale whether the scores are multiplied with a number that is learnt
 * @param sums whether a score is a multiple of the sum of tanh(query + key), as Keras has it for
 *     {@code score_mode="concat"}
 * @param dropout share of the scores that is dropped in training
 * @param causal whether no query sees values behind its own place
 */
public record Attention(boolean scale, boolean sums, double dropout, boolean causal)
    implements Attends {
  /** Keras's defaults. */
  public static Attention of() {
    return new Attention(false, false, 0, false);
  }

  /** Learns a number by which the scores (with {@code concat()}: the sums) are multiplied. */
  public Attention useScale() {
    return new Attention(true, sums, dropout, causal);
  }

  /** Scores of the sums of query and key in place of their products. */
  public Attention concat() {
    return new Attention(scale, true, dropout, causal);
  }

  /** Drops a share of the scores in training. */
  public Attention dropout(double rate) {
    return new Attention(scale, sums, rate, causal);
  }

  /** No query sees values behind its own place. */
  public Attention useCausalMask() {
    return new Attention(scale, sums, dropout, true);
  }

  @Override
  public String kind() {
    return "attention";
  }

  @Override
  public String declaration() {
    return new Text("attention()")
        .when(scale, "useScale()")
        .when(sums, "concat()")
        .when(dropout != 0, "dropout(" + dropout + ")")
        .when(causal, "useCausalMask()")
        .toString();
  }

  @Override
  public List<Value> attend(Value query, Value value, Value key, Scope scope) {
    long features = Scores.features(query, key);
    Value scores = sums ? total(query, key, features, scope) : products(query, key, scope);
    Value shares = Dropout.drop(dropout, List.of(), Scores.shares(scores, causal, scope), scope);
    return List.of(Scores.seen(shares, value, scope), shares);
  }

  private Value products(Value query, Value key, Scope scope) {
    Value scores = scope.op(new MatMul(), query, scope.transpose(key, 0, 2, 1));
    return scale ? scaled(scores, scope) : scores;
  }

  private Value total(Value query, Value key, long features, Scope scope) {
    Value both = AdditiveAttention.sums(query, key, features, scope);
    Value total = AdditiveAttention.total(scale ? scaled(both, scope) : both, scope);
    return scope.arithmetic(Operator.MUL, total, number("concat_score_weight", scope));
  }

  private static Value scaled(Value value, Scope scope) {
    return scope.arithmetic(Operator.MUL, value, number("scale", scope));
  }

  private static Value number(String name, Scope scope) {
    return scope.param(name, List.of(), Initializer.ones(), Fans.NONE);
  }
}

package dev.hebb.network.layer;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.OneHot;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reduction;
import dev.hebb.network.Layer;
import dev.hebb.network.Rank;
import java.util.List;

/**
 * Which of so many categories are there, as zeros and ones (or counts).
 *
 * <p>{@code [batch, time] -> [batch, categories]}. Keras: CategoryEncoding, {@code multi_hot} or
 * {@code count}.
 *
 * @param categories how many; every token is below
 * @param counted whether a category that is there twice is 2
 */
public record CategoryEncoding(long categories, boolean counted)
    implements Layer<Rank.Tokens, Rank.Vector> {
  /** How often instead of whether. */
  public CategoryEncoding count() {
    return new CategoryEncoding(categories, true);
  }

  /** One category a step, each step by itself. */
  public OneHotEncoding oneHot() {
    return new OneHotEncoding(categories);
  }

  @Override
  public String kind() {
    return "category_encoding";
  }

  @Override
  public String declaration() {
    return "categoryEncoding(" + categories + ")" + (counted ? ".count()" : "");
  }

  @Override
  public Value lower(Value input, Scope scope) {
    Checks.positive("categories", categories);
    Value each = scope.op(new OneHot(categories), input);
    Reduction reduction = counted ? Reduction.SUM : Reduction.MAX;
    return scope.op(new Reduce(reduction, List.of(1), false), each);
  }

  /** {@code [batch, time] -> [batch, time, categories]}. */
  public record OneHotEncoding(long categories) implements Layer<Rank.Tokens, Rank.Sequence> {
    @Override
    public String kind() {
      return "category_encoding";
    }

    @Override
    public String declaration() {
      return "categoryEncoding(" + categories + ").oneHot()";
    }

    @Override
    public Value lower(Value input, Scope scope) {
      Checks.positive("categories", categories);
      return scope.op(new OneHot(categories), input);
    }
  }
}

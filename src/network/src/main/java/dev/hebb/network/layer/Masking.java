package dev.hebb.network.layer;

import dev.hebb.graph.DataType;
import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Cast;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Ragged;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reduction;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;
import java.util.List;

/**
 * Says that steps all of whose features are {@code number} pad the rows at their end: no layer
 * behind, no loss and no metric sees them.
 *
 * <p>{@code [batch, time, features] -> [batch, time, features]}. A row of nothing else counts as
 * one step. Keras: Masking, which also skips such steps before others; here they may stand at the
 * end only.
 */
public record Masking(double number) implements SameRank<Rank.Sequence> {
  @Override
  public String kind() {
    return "masking";
  }

  @Override
  public String declaration() {
    return "masking(" + number + ")";
  }

  @Override
  public Value lower(Value input, Scope scope) {
    Value same = scope.arithmetic(Operator.EQUAL, input, scope.constant(number));
    Value all = scope.op(new Reduce(Reduction.MIN, List.of(2), false), same);
    Value there = scope.arithmetic(Operator.SUB, scope.constant(1), all);
    return padded(input, there, scope);
  }

  /**
   * The value as padded rows: as many steps as are there, one at least.
   *
   * @param there {@code [batch, time]}: 1 or 0
   */
  static Value padded(Value value, Value there, Scope scope) {
    if (value.shape().dim(1).padded()) {
      throw new DeclarationException(
          "expected rows that do not say yet how they are padded, got %s. Say it once: withLengths(), maskZero() or masking(...)."
              .formatted(value.shape()));
    }
    Value count = scope.op(new Reduce(Reduction.SUM, List.of(1), false), there);
    Value least = scope.arithmetic(Operator.MAX, count, scope.constant(1));
    return scope.op(new Ragged(1), value, scope.op(new Cast(DataType.INT64), least));
  }
}

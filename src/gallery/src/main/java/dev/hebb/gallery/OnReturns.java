package dev.hebb.gallery;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Reshape;
import dev.hebb.graph.op.Slice;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Vector;
import dev.hebb.network.ReturnState;
import java.util.List;

/**
 * Prices in, a price out, around a forecaster of returns: takes each step's return in per cent,
 * forecasts the next one, and applies it to the last price.
 *
 * <p>{@code [batch, time, 1] -> [batch, 1]}, the price, and {@code [batch, 1]}, the return in per
 * cent; the forecaster sees one step less.
 */
record OnReturns(Network<Sequence, Vector> forecaster) implements ReturnState<Sequence, Vector> {
  @Override
  public String kind() {
    return "on_returns";
  }

  @Override
  public String declaration() {
    return "onReturns(" + forecaster.name() + ")";
  }

  @Override
  public List<Value> lowerAll(Value prices, Scope scope) {
    Value percent = scope.constant(100);
    Value today = scope.op(Slice.withoutFirst(1, 1), prices);
    Value yesterday = scope.op(Slice.withoutLast(1, 1), prices);
    Value change = scope.arithmetic(Operator.SUB, today, yesterday);
    Value returns =
        scope.arithmetic(Operator.MUL, scope.arithmetic(Operator.DIV, change, yesterday), percent);
    Value next = forecaster.lower(returns, scope);
    Value last = scope.op(new Reshape(List.of(1L)), scope.op(Slice.last(1, 1), prices));
    Value gain =
        scope.arithmetic(Operator.DIV, scope.arithmetic(Operator.MUL, last, next), percent);
    return List.of(scope.arithmetic(Operator.ADD, last, gain), next);
  }
}

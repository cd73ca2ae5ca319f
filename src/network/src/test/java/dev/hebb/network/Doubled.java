package dev.hebb.network;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Operator;

/** A layer of a user's own: twice the input. */
record Doubled() implements SameRank<Rank> {
  @Override
  public String kind() {
    return "doubled";
  }

  @Override
  public String declaration() {
    return "doubled()";
  }

  @Override
  public Value lower(Value input, Scope scope) {
    return scope.arithmetic(Operator.MUL, input, scope.constant(2));
  }
}

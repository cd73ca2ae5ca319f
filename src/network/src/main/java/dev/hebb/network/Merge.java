package dev.hebb.network;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Operator;
import java.util.List;
import java.util.Locale;

/**
 * One value of several, element by element. Rows that are padded reach as far as all of them do; in
 * Keras as far as the longest. Keras: Add, Subtract, Multiply, Average, Maximum, Minimum.
 */
enum Merge implements Joining {
  ADD,
  SUBTRACT,
  MULTIPLY,
  AVERAGE,
  MAXIMUM,
  MINIMUM;

  @Override
  public String kind() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String declaration() {
    return kind() + "(...)";
  }

  @Override
  public Value lower(List<Value> values, Scope scope) {
    Operator operator =
        switch (this) {
          case SUBTRACT -> Operator.SUB;
          case MULTIPLY -> Operator.MUL;
          case MAXIMUM -> Operator.MAX;
          case MINIMUM -> Operator.MIN;
          default -> Operator.ADD;
        };
    Value all = values.stream().reduce((a, b) -> scope.arithmetic(operator, a, b)).orElseThrow();
    return this == AVERAGE
        ? scope.arithmetic(Operator.DIV, all, scope.constant(values.size()))
        : all;
  }
}

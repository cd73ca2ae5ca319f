package dev.hebb.network;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Concat;
import dev.hebb.graph.op.Operator;
import java.util.List;
import java.util.Locale;

/**
 * A layer that makes one of several: element by element, or one behind the other. Keras: Add,
 * Subtract, Multiply, Average, Maximum, Minimum, Concatenate.
 */
enum Merge implements Joining {
  ADD,
  SUBTRACT,
  MULTIPLY,
  AVERAGE,
  MAXIMUM,
  MINIMUM,
  CONCATENATE;

  @Override
  public String kind() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String declaration() {
    return this == CONCATENATE ? "concat(...)" : kind() + "(...)";
  }

  @Override
  public Value lower(List<Value> values, Scope scope) {
    if (this == CONCATENATE) {
      int last = values.get(0).shape().rank() - 1;
      return scope.op(new Concat(last), values.toArray(Value[]::new));
    }
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

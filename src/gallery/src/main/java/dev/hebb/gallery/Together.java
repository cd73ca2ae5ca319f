package dev.hebb.gallery;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reduction;
import dev.hebb.training.Loss;

/**
 * {@code -t·y}. Behind a hard threshold, whose gradient is that of its input, a step down it is
 * Hebb's rule: {@code w += η·t·x}, whatever the unit says (Hebb 1949).
 */
record Together() implements Loss {
  @Override
  public String name() {
    return "hebb";
  }

  @Override
  public Value lower(Value prediction, Value target, Scope scope) {
    Value both =
        scope.op(Reduce.all(Reduction.MEAN), scope.arithmetic(Operator.MUL, prediction, target));
    return scope.arithmetic(Operator.SUB, scope.constant(0), both);
  }
}

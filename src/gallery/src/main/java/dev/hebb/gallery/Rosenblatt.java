package dev.hebb.gallery;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activate;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Function;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reduction;
import dev.hebb.training.Loss;

/**
 * {@code ½(y - t)²}. Behind a hard threshold, whose gradient is that of its input, a step down it
 * is Rosenblatt's rule: {@code w += η(t - y)x} (Rosenblatt 1957).
 */
record Rosenblatt() implements Loss {
  @Override
  public String name() {
    return "rosenblatt";
  }

  @Override
  public Value lower(Value prediction, Value target, Scope scope) {
    Value error = scope.arithmetic(Operator.SUB, prediction, target);
    Value squared = scope.op(new Activate(new Activation(Function.SQUARE, 0)), error);
    Value mean = scope.op(Reduce.all(Reduction.MEAN), squared);
    return scope.arithmetic(Operator.MUL, mean, scope.constant(0.5));
  }
}

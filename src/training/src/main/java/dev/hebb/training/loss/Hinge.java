package dev.hebb.training.loss;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.training.Formula;
import dev.hebb.training.Loss;

/**
 * The mean of max(1 - target·prediction, 0), with targets 1 and -1; 0 means -1. Keras, which looks
 * at all targets of a batch before it takes 0 for -1: Hinge.
 */
public record Hinge() implements Loss {
  @Override
  public String name() {
    return "hinge";
  }

  @Override
  public Value lower(Value prediction, Value target, Scope scope) {
    Formula f = new Formula(scope);
    return f.mean(margin(prediction, target, f), -1);
  }

  static Value margin(Value prediction, Value target, Formula f) {
    Value sign = f.minus(target, f.equal(target, 0));
    return f.max(f.minus(1, f.times(sign, prediction)), 0);
  }
}

package dev.hebb.training.loss;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.training.Formula;
import dev.hebb.training.Loss;

/**
 * Σ target·ln(target / prediction) over the last axis, in nats: what is lost by taking one
 * distribution for the other (Kullback and Leibler 1951). Keras: KLDivergence.
 */
public record KLDivergence() implements Loss {
  @Override
  public String name() {
    return "kl_divergence";
  }

  @Override
  public Value lower(Value prediction, Value target, Scope scope) {
    Formula f = new Formula(scope);
    Value wanted = f.clip(target, Crossentropies.EPSILON, 1);
    Value said = f.clip(prediction, Crossentropies.EPSILON, 1);
    return f.sum(f.times(wanted, f.log(f.over(wanted, said))), -1);
  }
}

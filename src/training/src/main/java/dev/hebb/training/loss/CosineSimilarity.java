package dev.hebb.training.loss;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.training.Formula;
import dev.hebb.training.Loss;
import dev.hebb.training.Measure;
import dev.hebb.training.Outcome;

/**
 * Minus the cosine of the angle between prediction and target along the last axis: -1 where they
 * point the same way. As a metric it is the cosine itself. Keras: CosineSimilarity.
 */
public record CosineSimilarity() implements Loss {
  @Override
  public String name() {
    return "cosine_similarity";
  }

  @Override
  public Value lower(Value prediction, Value target, Scope scope) {
    Formula f = new Formula(scope);
    return f.negative(cosine(prediction, target, f));
  }

  @Override
  public Measure measure(Outcome outcome, Scope scope) {
    Value cosine = cosine(outcome.prediction(), outcome.target(), new Formula(scope));
    return Measure.mean(cosine, outcome.weights(), scope);
  }

  // Of the metric.
  @Override
  public boolean higherIsBetter() {
    return true;
  }

  private static Value cosine(Value a, Value b, Formula f) {
    return f.sum(f.times(unit(a, f), unit(b, f)), -1);
  }

  // Of length 1; what is shorter than 1e-7 is made 1e7 times as long, and has no slope.
  private static Value unit(Value x, Formula f) {
    double least = Crossentropies.EPSILON * Crossentropies.EPSILON;
    return f.over(x, f.sqrt(f.max(f.sumKept(f.square(x)), least)));
  }
}

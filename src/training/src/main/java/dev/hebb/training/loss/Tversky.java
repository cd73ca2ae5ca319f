package dev.hebb.training.loss;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.training.Formula;
import dev.hebb.training.Loss;
import java.util.List;

/**
 * {@code 1 - TP / (TP + α·FP + β·FN)}, over the whole batch unless axes are given: {@link Dice}
 * with a weight for each kind of error (Salehi et al. 2017). As in Keras, α goes with what is
 * wanted and not said, β with what is said and not wanted. Keras: Tversky.
 *
 * @param axes over which is summed; none means all
 */
public record Tversky(double alpha, double beta, List<Integer> axes) implements Loss {
  public Tversky {
    Checks.notNegative("tversky", "an alpha", alpha);
    Checks.notNegative("tversky", "a beta", beta);
    axes = List.copyOf(axes);
  }

  /** Another α than 0.5. */
  public Tversky alpha(double other) {
    return new Tversky(other, beta, axes);
  }

  /** Another β than 0.5. */
  public Tversky beta(double other) {
    return new Tversky(alpha, other, axes);
  }

  /** Over these axes only: one loss for each place of the others. */
  public Tversky axes(Integer... over) {
    return new Tversky(alpha, beta, List.of(over));
  }

  @Override
  public String name() {
    return "tversky";
  }

  @Override
  public Value lower(Value prediction, Value target, Scope scope) {
    Formula f = new Formula(scope);
    Overlap overlap = new Overlap(axes, scope);
    Value both = overlap.sum(f.times(target, prediction));
    Value missed = overlap.sum(f.times(f.minus(1, prediction), target));
    Value invented = overlap.sum(f.times(prediction, f.minus(1, target)));
    Value errors = f.plus(f.times(missed, alpha), f.times(invented, beta));
    Value all = f.plus(f.plus(both, errors), Crossentropies.EPSILON);
    return f.minus(1, f.over(both, all));
  }
}

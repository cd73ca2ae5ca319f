package dev.hebb.training.loss;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.training.Formula;
import dev.hebb.training.Loss;
import java.util.List;

/**
 * {@code 1 - 2·Σ target·prediction / (Σ target + Σ prediction)}: how little two areas overlap (Dice
 * 1945), over the whole batch unless axes are given. Keras: Dice.
 *
 * @param axes over which is summed; none means all
 */
public record Dice(List<Integer> axes) implements Loss {
  public Dice {
    axes = List.copyOf(axes);
  }

  /** Over these axes only: one loss for each place of the others. */
  public Dice axes(Integer... over) {
    return new Dice(List.of(over));
  }

  @Override
  public String name() {
    return "dice";
  }

  @Override
  public Value lower(Value prediction, Value target, Scope scope) {
    Formula f = new Formula(scope);
    Overlap overlap = new Overlap(axes, scope);
    Value both = overlap.sum(f.times(target, prediction));
    Value all = f.plus(overlap.sum(target), overlap.sum(prediction));
    return f.minus(1, f.over(f.times(both, 2), f.plus(all, Crossentropies.EPSILON)));
  }
}

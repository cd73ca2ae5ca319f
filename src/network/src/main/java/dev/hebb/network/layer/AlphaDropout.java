package dev.hebb.network.layer;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Random;
import dev.hebb.graph.op.WhenTraining;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;
import java.util.List;

/**
 * In training sets numbers to what SELU saturates at, then scales and shifts all of them so that
 * mean and variance stay (Klambauer et al. 2017); in prediction does nothing.
 *
 * <p>{@code [...] -> [...]}. Keras: AlphaDropout.
 *
 * @param rate share dropped, at least 0 and below 1
 */
public record AlphaDropout(double rate) implements SameRank<Rank> {
  // -λ·α of SELU.
  private static final double SATURATED = -1.0507009873554805 * 1.6732632423543772;

  @Override
  public String kind() {
    return "alpha_dropout";
  }

  @Override
  public String declaration() {
    return "alphaDropout(" + rate + ")";
  }

  @Override
  public Value lower(Value input, Scope scope) {
    Dropout.requireShare(rate);
    if (rate == 0) {
      return input;
    }
    double scale = 1 / Math.sqrt((1 - rate) * (1 + rate * SATURATED * SATURATED));
    double shift = -scale * SATURATED * rate;
    Value kept = scope.op(new Random(Random.Distribution.BERNOULLI, 1 - rate, 0, List.of()), input);
    // kept·(x - saturated)·scale + (saturated·scale + shift)
    Value above = scope.arithmetic(Operator.SUB, input, scope.constant(SATURATED));
    Value chosen = scope.arithmetic(Operator.MUL, above, kept);
    Value scaled = scope.arithmetic(Operator.MUL, chosen, scope.constant(scale));
    Value all = scope.arithmetic(Operator.ADD, scaled, scope.constant(SATURATED * scale + shift));
    return scope.op(new WhenTraining(), all, input);
  }
}

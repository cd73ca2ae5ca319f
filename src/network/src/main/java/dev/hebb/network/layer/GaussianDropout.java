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
 * In training multiplies each number with normal noise of mean 1 and variance {@code rate / (1 -
 * rate)} (Srivastava et al. 2014); in prediction does nothing.
 *
 * <p>{@code [...] -> [...]}. Keras: GaussianDropout.
 *
 * @param rate the share that a dropout of the same variance would drop, at least 0 and below 1
 */
public record GaussianDropout(double rate) implements SameRank<Rank> {
  @Override
  public String kind() {
    return "gaussian_dropout";
  }

  @Override
  public String declaration() {
    return "gaussianDropout(" + rate + ")";
  }

  @Override
  public Value lower(Value input, Scope scope) {
    Dropout.requireShare(rate);
    double deviation = Math.sqrt(rate / (1 - rate));
    Value noise = scope.op(new Random(Random.Distribution.NORMAL, 1, deviation, List.of()), input);
    return scope.op(new WhenTraining(), scope.arithmetic(Operator.MUL, input, noise), input);
  }
}

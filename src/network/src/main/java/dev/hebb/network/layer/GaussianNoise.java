package dev.hebb.network.layer;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Random;
import dev.hebb.graph.op.WhenTraining;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;
import java.util.List;

/**
 * In training adds normal noise of mean 0 to each number; in prediction does nothing.
 *
 * <p>{@code [...] -> [...]}. Keras: GaussianNoise.
 *
 * @param deviation of the noise, in the numbers' unit
 */
public record GaussianNoise(double deviation) implements SameRank<Rank> {
  @Override
  public String kind() {
    return "gaussian_noise";
  }

  @Override
  public String declaration() {
    return "gaussianNoise(" + deviation + ")";
  }

  @Override
  public Value lower(Value input, Scope scope) {
    if (!(deviation >= 0)) {
      throw new DeclarationException(
          "expected a deviation of at least 0, got " + deviation + ". Give a positive number.");
    }
    Value noise = scope.op(new Random(Random.Distribution.NORMAL, 0, deviation, List.of()), input);
    return scope.op(new WhenTraining(), scope.arithmetic(Operator.ADD, input, noise), input);
  }
}

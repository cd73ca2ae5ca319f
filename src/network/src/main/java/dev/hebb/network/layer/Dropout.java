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
 * In training sets each number to zero with probability {@code rate} and divides the others by
 * {@code 1 - rate}; in prediction does nothing, so that no exported file holds it (Srivastava et
 * al. 2014).
 *
 * <p>{@code [...] -> [...]}. Keras: Dropout.
 *
 * @param rate share dropped, at least 0 and below 1
 */
public record Dropout(double rate) implements SameRank<Rank> {
  @Override
  public String kind() {
    return "dropout";
  }

  @Override
  public String declaration() {
    return "dropout(" + rate + ")";
  }

  @Override
  public Value lower(Value input, Scope scope) {
    return drop(rate, List.of(), input, scope);
  }

  /** Drops in training; along the shared axes all or nothing. */
  static Value drop(double rate, List<Integer> shared, Value input, Scope scope) {
    requireShare(rate);
    if (rate == 0) {
      return input;
    }
    Value kept = scope.op(new Random(Random.Distribution.BERNOULLI, 1 - rate, 0, shared), input);
    Value scaled = scope.arithmetic(Operator.DIV, kept, scope.constant(1 - rate));
    Value dropped = scope.arithmetic(Operator.MUL, input, scaled);
    return scope.op(new WhenTraining(), dropped, input);
  }

  static void requireShare(double rate) {
    if (!(rate >= 0 && rate < 1)) {
      throw new DeclarationException(
          "expected a rate of at least 0 and below 1, got "
              + rate
              + ". Give the share to drop, such as 0.2.");
    }
  }
}

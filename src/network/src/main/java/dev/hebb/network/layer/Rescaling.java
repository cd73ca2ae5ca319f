package dev.hebb.network.layer;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Size;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Operator;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code x·scale + offset}, such as 1/255 for bytes.
 *
 * <p>{@code [...] -> [...]}. Keras: Rescaling.
 *
 * @param scale one number for all, or one for each index of the last axis
 * @param offset the same
 */
public record Rescaling(List<Double> scale, List<Double> offset) implements SameRank<Rank> {
  public Rescaling {
    scale = List.copyOf(scale);
    offset = List.copyOf(offset);
  }

  @Override
  public String kind() {
    return "rescaling";
  }

  @Override
  public String declaration() {
    return "rescaling(" + said(scale) + ", " + said(offset) + ")";
  }

  private static String said(List<Double> numbers) {
    return numbers.size() == 1
        ? numbers.get(0).toString()
        : numbers.stream().map(String::valueOf).collect(Collectors.joining(", ", "List.of(", ")"));
  }

  @Override
  public Value lower(Value input, Scope scope) {
    check("scale", scale, input);
    check("offset", offset, input);
    Value scaled = scope.arithmetic(Operator.MUL, input, scope.constant(scale));
    return scope.arithmetic(Operator.ADD, scaled, scope.constant(offset));
  }

  private static void check(String what, List<Double> numbers, Value input) {
    if (numbers.size() != 1 && !Size.of(numbers.size()).equals(input.shape().last().size())) {
      throw new DeclarationException(
          "expected one %s, or one for each of %s, got %d. Give as many as the last axis has."
              .formatted(what, input.shape().last(), numbers.size()));
    }
  }
}

package dev.hebb.network.layer;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Fans;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Operator;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;
import java.util.ArrayList;
import java.util.List;

/**
 * A rectifier that learns its slope below zero: {@code max(x, 0) + alpha·min(x, 0)} (He et al.
 * 2015).
 *
 * <p>{@code [batch, axes...] -> [batch, axes...]}.
 *
 * <p>Parameters: {@code alpha}, of the input's lengths without the batch, 1 along shared axes.
 * Keras: PReLU.
 *
 * @param shared axes, counted from 1 after the batch, along which the slope is the same
 */
public record PRelu(List<Integer> shared) implements SameRank<Rank> {
  public PRelu {
    shared = List.copyOf(shared);
  }

  /** With the same slope along these axes, counted from 1 after the batch. */
  public PRelu shared(Integer... axes) {
    return new PRelu(List.of(axes));
  }

  @Override
  public String kind() {
    return "p_re_lu";
  }

  @Override
  public String declaration() {
    String axes = shared.toString();
    return new Text("pRelu()")
        .when(!shared.isEmpty(), "shared(" + axes.substring(1, axes.length() - 1) + ")")
        .toString();
  }

  @Override
  public Value lower(Value input, Scope scope) {
    List<Long> lengths = new ArrayList<>();
    for (int axis = 1; axis < input.shape().rank(); axis++) {
      lengths.add(shared.contains(axis) ? 1 : length(input, axis));
    }
    Value alpha = scope.param("alpha", lengths, Initializer.zeros(), Fans.NONE);
    Value above = scope.activate(Activation.RELU, input);
    Value below = scope.arithmetic(Operator.SUB, input, above);
    return scope.arithmetic(Operator.ADD, above, scope.arithmetic(Operator.MUL, alpha, below));
  }

  private static long length(Value input, int axis) {
    Dim dim = input.shape().dim(axis);
    return dim.size()
        .fixed()
        .orElseThrow(
            () ->
                new DeclarationException(
                    "expected a fixed "
                        + dim.name()
                        + " for a slope of its own at each, got "
                        + input.shape()
                        + ". Share it: shared("
                        + axis
                        + ")."));
  }
}

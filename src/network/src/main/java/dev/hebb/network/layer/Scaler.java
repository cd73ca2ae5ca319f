package dev.hebb.network.layer;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Fans;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Param;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Statistic;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Slice;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;
import java.util.List;

/**
 * Scales each feature by statistics that are measured on the training split when training starts,
 * and that travel inside the graph: who predicts feeds and gets the original units.
 *
 * <p>{@code [..., features] -> [..., features]}: {@code (x - center) / scale}; the inverse {@code x
 * · scale + center}.
 *
 * <p>Parameters, not trained: {@code <name>/center [features]}, {@code <name>/scale [features]}.
 * Keras: Normalization, whose {@code adapt} this does by itself.
 */
public record Scaler(String name, Statistic center, Statistic scale, boolean inverted, int feature)
    implements SameRank<Rank> {
  private static final int ALL = -1;

  /** To mean 0 and standard deviation 1. */
  public static Scaler standard(String name) {
    return new Scaler(name, Statistic.MEAN, Statistic.STANDARD_DEVIATION, false, ALL);
  }

  /** To 0 … 1. */
  public static Scaler minMax(String name) {
    return new Scaler(name, Statistic.MINIMUM, Statistic.RANGE, false, ALL);
  }

  /** Back to the original units, with the same statistics. */
  public Scaler inverse() {
    return new Scaler(name, center, scale, true, ALL);
  }

  /** Back to the original units of the one feature that is forecast. */
  public Scaler inverse(int only) {
    return new Scaler(name, center, scale, true, only);
  }

  @Override
  public String kind() {
    return inverted ? "inverse_scaler" : "scaler";
  }

  @Override
  public String declaration() {
    String call =
        (center == Statistic.MEAN ? "standardScaler" : "minMaxScaler") + "(\"" + name + "\")";
    return new Text(call)
        .when(inverted, feature == ALL ? "inverse()" : "inverse(" + feature + ")")
        .toString();
  }

  @Override
  public Value lower(Value input, Scope scope) {
    Value shift = statistic("center", center, input, scope);
    Value factor = statistic("scale", scale, input, scope);
    return inverted
        ? scope.arithmetic(Operator.ADD, scope.arithmetic(Operator.MUL, input, factor), shift)
        : scope.arithmetic(Operator.DIV, scope.arithmetic(Operator.SUB, input, shift), factor);
  }

  private Value statistic(String suffix, Statistic statistic, Value input, Scope scope) {
    String param = name + "/" + suffix;
    if (!inverted) {
      List<Long> dims = List.of(Checks.fixedFeatures(input));
      return scope
          .graph()
          .param(
              new Param(
                  param, dims, new Initializer.Fitted(statistic, input.name()), Fans.NONE, false));
    }
    if (!scope.graph().hasParam(param)) {
      throw new DeclarationException(
          "expected a scaler \""
              + name
              + "\" earlier in the network, got none. Chain it before its inverse.");
    }
    Value all = scope.graph().value(param);
    if (feature == ALL && !input.shape().last().size().equals(all.shape().last().size())) {
      throw new DeclarationException(
          "expected the "
              + all.shape().last().size()
              + " features that scaler \""
              + name
              + "\" has seen, got "
              + input.shape()
              + ". Use inverse(index) with the feature that is forecast.");
    }
    return feature == ALL ? all : scope.op(Slice.of(0, feature, 1), all);
  }
}

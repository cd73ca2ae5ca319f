package dev.hebb.network.layer;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Reshape;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;
import java.util.List;

/**
 * The channels in groups, each brought to mean 0 and variance 1 over all its numbers of an example,
 * then scaled and shifted channel by channel (Wu and He 2018).
 *
 * <p>{@code [batch, ..., channels] -> [batch, ..., channels]}, of fixed lengths. One group is a
 * layer normalisation over all axes; one for each channel ({@code -1}) an instance normalisation.
 *
 * <p>Parameters: {@code gamma}, {@code beta}, {@code [channels]} each. Keras: GroupNormalization,
 * with its ε 1e-3.
 *
 * @param groups how many, or -1 for one a channel
 * @param axis where the channels are, counted from 1 after the batch; -1: the last
 */
public record GroupNorm(int groups, int axis, double epsilon, boolean scale, boolean center)
    implements SameRank<Rank> {
  /** Keras's defaults. */
  public static GroupNorm of(int groups) {
    return new GroupNorm(groups, -1, 1e-3, true, true);
  }

  /** With the channels in this axis, counted from 1 after the batch, in place of the last. */
  public GroupNorm axis(int other) {
    return new GroupNorm(groups, other, epsilon, scale, center);
  }

  /** What is added to the variance. */
  public GroupNorm epsilon(double other) {
    return new GroupNorm(groups, axis, other, scale, center);
  }

  /** Without γ. */
  public GroupNorm noScale() {
    return new GroupNorm(groups, axis, epsilon, false, center);
  }

  /** Without β. */
  public GroupNorm noCenter() {
    return new GroupNorm(groups, axis, epsilon, scale, false);
  }

  @Override
  public String kind() {
    return "group_normalization";
  }

  @Override
  public String declaration() {
    return new Text("groupNormalization(" + groups + ")")
        .when(axis != -1, "axis(" + axis + ")")
        .when(epsilon != 1e-3, "epsilon(" + epsilon + ")")
        .when(!scale, "noScale()")
        .when(!center, "noCenter()")
        .toString();
  }

  @Override
  public Value lower(Value input, Scope scope) {
    Value last = Channels.from(axis, input, scope);
    long channels = Checks.fixedFeatures(last);
    long count = groups == -1 ? channels : groups;
    if (count < 1 || channels % count != 0) {
      throw new DeclarationException(
          "expected a number of groups that divides %d channels, or -1, got %d. Change one of them."
              .formatted(channels, groups));
    }
    Value grouped = scope.op(new Reshape(List.of(-1L, count, channels / count)), last);
    Value normal = Normal.standardized(grouped, List.of(1, 3), epsilon, scope);
    normal = scope.op(new Reshape(lengths(last.shape())), normal);
    normal = scale ? Normal.scaled(normal, "gamma", List.of(channels), scope) : normal;
    normal = center ? Normal.shifted(normal, "beta", List.of(channels), scope) : normal;
    return Channels.to(axis, normal, scope);
  }

  private static List<Long> lengths(Shape shape) {
    List<Dim> dims = shape.dims().subList(1, shape.rank());
    return dims.stream().map(dim -> dim.size().fixed().orElseThrow()).toList();
  }
}

package dev.hebb.network.layer;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.AffineSample.Fill;
import dev.hebb.graph.op.Function;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;
import java.util.List;

/**
 * In training turns each picture about its centre; in prediction does nothing.
 *
 * <p>{@code [batch, height, width, channels]}, unchanged. Keras: RandomRotation.
 *
 * @param factor share of a whole turn, at most, to either side
 * @param fill what comes in from outside; Keras's default is the mirrored picture
 */
public record RandomRotation(double factor, Fill fill) implements SameRank<Rank.Image> {
  /** With this outside. */
  public RandomRotation fill(Fill other) {
    return new RandomRotation(factor, other);
  }

  @Override
  public String kind() {
    return "random_rotation";
  }

  @Override
  public String declaration() {
    return new Text("randomRotation(" + factor + ")")
        .when(fill != Fill.REFLECT, "fill(" + fill + ")")
        .toString();
  }

  @Override
  public Value lower(Value input, Scope scope) {
    Chance.share("a factor", factor);
    double most = 2 * Math.PI * factor;
    double aspect = (double) Chance.fixed(input, 1) / (double) Chance.fixed(input, 2);
    Value angle = Chance.flat(Chance.uniform(-most, most, input, scope), scope);
    Value cosine = scope.activate(new Activation(Function.COS, 0), angle);
    Value sine = scope.activate(new Activation(Function.SIN, 0), angle);
    Value zero = Chance.times(angle, 0, scope);
    List<Value> map =
        List.of(
            cosine,
            Chance.times(sine, -aspect, scope),
            zero,
            Chance.times(sine, 1 / aspect, scope),
            cosine,
            zero);
    return Warp.of(input, map, fill, input, scope);
  }
}

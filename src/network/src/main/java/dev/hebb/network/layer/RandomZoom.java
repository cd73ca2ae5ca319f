package dev.hebb.network.layer;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.AffineSample.Fill;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;
import java.util.List;

/**
 * In training makes each picture larger or smaller about its centre, height and width alike; in
 * prediction does nothing.
 *
 * <p>{@code [batch, height, width, channels]}, unchanged. Keras: RandomZoom with one factor.
 *
 * @param factor by which share at most, in or out
 * @param fill what comes in from outside; Keras's default is the mirrored picture
 */
public record RandomZoom(double factor, Fill fill) implements SameRank<Rank.Image> {
  /** With this outside. */
  public RandomZoom fill(Fill other) {
    return new RandomZoom(factor, other);
  }

  @Override
  public String kind() {
    return "random_zoom";
  }

  @Override
  public String declaration() {
    return new Text("randomZoom(" + factor + ")")
        .when(fill != Fill.REFLECT, "fill(" + fill + ")")
        .toString();
  }

  @Override
  public Value lower(Value input, Scope scope) {
    Chance.share("a factor", factor);
    Value drawn = Chance.uniform(1 - factor, 1 + factor, input, scope);
    Value scale = Chance.flat(drawn, scope);
    Value zero = Chance.times(scale, 0, scope);
    return Warp.of(input, List.of(scale, zero, zero, zero, scale, zero), fill, input, scope);
  }
}

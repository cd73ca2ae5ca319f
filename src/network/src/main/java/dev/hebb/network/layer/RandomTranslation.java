package dev.hebb.network.layer;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.AffineSample.Fill;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;
import java.util.List;

/**
 * In training shifts each picture; in prediction does nothing.
 *
 * <p>{@code [batch, height, width, channels]}, unchanged. Keras: RandomTranslation.
 *
 * @param down by which share of the height at most, up or down
 * @param across by which share of the width at most, to either side
 * @param fill what comes in from outside; Keras's default is the mirrored picture
 */
public record RandomTranslation(double down, double across, Fill fill)
    implements SameRank<Rank.Image> {
  /** With this outside. */
  public RandomTranslation fill(Fill other) {
    return new RandomTranslation(down, across, other);
  }

  @Override
  public String kind() {
    return "random_translation";
  }

  @Override
  public String declaration() {
    return new Text("randomTranslation(" + down + ", " + across + ")")
        .when(fill != Fill.REFLECT, "fill(" + fill + ")")
        .toString();
  }

  @Override
  public Value lower(Value input, Scope scope) {
    Chance.share("a share of the height", down);
    Chance.share("a share of the width", across);
    // A picture is 2 high and 2 wide.
    Value y = Chance.flat(Chance.uniform(-2 * down, 2 * down, input, scope), scope);
    Value x = Chance.flat(Chance.uniform(-2 * across, 2 * across, input, scope), scope);
    Value zero = Chance.times(x, 0, scope);
    Value one = Chance.plus(zero, 1, scope);
    return Warp.of(input, List.of(one, zero, x, zero, one, y), fill, input, scope);
  }
}

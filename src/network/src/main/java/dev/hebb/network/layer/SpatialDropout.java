package dev.hebb.network.layer;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;
import java.util.stream.IntStream;

/**
 * In training drops whole channels: at all of their places, or at none (Tompson et al. 2015); in
 * prediction does nothing.
 *
 * <p>{@code [batch, ..., channels] -> [batch, ..., channels]}. Keras: SpatialDropout1D, 2D, 3D.
 *
 * @param kind Keras's name for it at this rank
 * @param rate share dropped, at least 0 and below 1
 */
public record SpatialDropout<R extends Rank>(String kind, double rate) implements SameRank<R> {
  @Override
  public String declaration() {
    return kind.replace("spatial_dropout", "spatialDropout") + "(" + rate + ")";
  }

  @Override
  public Value lower(Value input, Scope scope) {
    int last = input.shape().rank() - 1;
    return Dropout.drop(rate, IntStream.range(1, last).boxed().toList(), input, scope);
  }
}

package dev.hebb.network;

import dev.hebb.graph.WeightOptions;
import java.util.List;

/**
 * A layer that turns one rank into another. A user's own layer is a record that implements this (or
 * {@link SameRank}); it trains and exports with no change anywhere else.
 */
public interface Layer<I extends Rank, O extends Rank> extends Lowering {
  /** This layer, with something said about its weights: first numbers, prices, rules. */
  default Layer<I, O> with(WeightOptions... options) {
    return new Configured.OfLayer<>(this, List.of(options));
  }
}

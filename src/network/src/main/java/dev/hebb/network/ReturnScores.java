package dev.hebb.network;

import dev.hebb.graph.WeightOptions;
import java.util.List;

/** An attention layer that puts out its scores beside its output, which has the rank it got. */
public interface ReturnScores<R extends Rank> extends Lowering {
  /** This layer, with something said about its weights: first numbers, prices, rules. */
  default ReturnScores<R> with(WeightOptions... options) {
    return new Configured.OfReturnScores<>(this, List.of(options));
  }
}

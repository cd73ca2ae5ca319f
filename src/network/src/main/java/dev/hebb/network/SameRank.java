package dev.hebb.network;

import dev.hebb.graph.WeightOptions;
import java.util.List;

/** A layer that takes any rank within {@code R} and puts out the one it got. */
public interface SameRank<R extends Rank> extends Lowering {
  /** This layer, with something said about its weights: first numbers, prices, rules. */
  default SameRank<R> with(WeightOptions... options) {
    return new Configured.OfSameRank<>(this, List.of(options));
  }
}

package dev.hebb.network.layer;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Slice;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;
import java.util.List;

/**
 * Cuts off each axis between the batch and the channels.
 *
 * <p>{@code [batch, axes..., channels] -> [batch, axes - begin - end..., channels]}. Keras:
 * Cropping1D to 3D.
 */
public record Cropping<R extends Rank>(List<Integer> begin, List<Integer> end)
    implements SameRank<R> {
  @Override
  public String kind() {
    return "cropping" + begin.size() + "d";
  }

  @Override
  public String declaration() {
    return "cropping" + begin.size() + "d(" + begin + ", " + end + ")";
  }

  @Override
  public Value lower(Value input, Scope scope) {
    Value cut = input;
    for (int i = 0; i < begin.size(); i++) {
      long to = end.get(i) == 0 ? Slice.END : -end.get(i);
      if (begin.get(i) != 0 || end.get(i) != 0) {
        cut = scope.op(new Slice(1 + i, begin.get(i), to, false), cut);
      }
    }
    return cut;
  }
}

package dev.hebb.network.layer;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Pad;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;
import java.util.ArrayList;
import java.util.List;

/**
 * Zeros around each axis between the batch and the channels.
 *
 * <p>{@code [batch, axes..., channels] -> [batch, axes + begin + end..., channels]}. Keras:
 * ZeroPadding1D to 3D.
 */
public record ZeroPadding<R extends Rank>(List<Integer> begin, List<Integer> end)
    implements SameRank<R> {
  @Override
  public String kind() {
    return "zero_padding" + begin.size() + "d";
  }

  @Override
  public String declaration() {
    return "zeroPadding" + begin.size() + "d(" + begin + ", " + end + ")";
  }

  @Override
  public Value lower(Value input, Scope scope) {
    return scope.op(new Pad(framed(begin), framed(end)), input);
  }

  private static List<Integer> framed(List<Integer> pads) {
    List<Integer> all = new ArrayList<>(List.of(0));
    all.addAll(pads);
    all.add(0);
    return all;
  }
}

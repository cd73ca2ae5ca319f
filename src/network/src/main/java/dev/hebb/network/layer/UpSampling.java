package dev.hebb.network.layer;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Resize;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;
import java.util.List;

/**
 * Each axis longer by a whole factor: numbers repeated, or interpolated between their centres.
 *
 * <p>{@code [batch, axes..., channels] -> [batch, axes·factor..., channels]}. Keras: UpSampling1D,
 * UpSampling2D.
 */
public record UpSampling<R extends Rank>(List<Integer> factors, boolean linear)
    implements SameRank<R> {
  /** Interpolated (Keras's bilinear) in place of repeated (nearest). */
  public UpSampling<R> bilinear() {
    return new UpSampling<>(factors, true);
  }

  @Override
  public String kind() {
    return "up_sampling" + factors.size() + "d";
  }

  @Override
  public String declaration() {
    return new Text("upSampling" + factors.size() + "d(" + Text.sizes(factors) + ")")
        .when(linear, "bilinear()")
        .toString();
  }

  @Override
  public Value lower(Value input, Scope scope) {
    factors.forEach(factor -> Checks.positive("a factor", factor));
    return Channels.last(
        scope.op(new Resize(factors, linear), Channels.first(input, scope)), scope);
  }
}

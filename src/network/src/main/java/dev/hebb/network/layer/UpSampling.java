package dev.hebb.network.layer;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Interpolation;
import dev.hebb.graph.op.Resize;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;
import java.util.List;

/**
 * Each axis longer by a whole factor: numbers repeated, or interpolated between their centres.
 *
 * <p>{@code [batch, axes..., channels] -> [batch, axes·factor..., channels]}. Keras: UpSampling1D
 * to 3D.
 */
public record UpSampling<R extends Rank>(List<Integer> factors, Interpolation interpolation)
    implements SameRank<R> {
  public UpSampling {
    factors = List.copyOf(factors);
  }

  /** Repeated. */
  public static <R extends Rank> UpSampling<R> of(List<Integer> factors) {
    return new UpSampling<>(factors, Interpolation.NEAREST);
  }

  /** Interpolated along a line in place of repeated; over one axis or two. */
  public UpSampling<R> bilinear() {
    return new UpSampling<>(factors, Interpolation.LINEAR);
  }

  /** Interpolated along a cubic in place of repeated; for images. */
  public UpSampling<R> bicubic() {
    return new UpSampling<>(factors, Interpolation.CUBIC);
  }

  @Override
  public String kind() {
    return "up_sampling" + factors.size() + "d";
  }

  @Override
  public String declaration() {
    return new Text("upSampling" + factors.size() + "d(" + Text.sizes(factors) + ")")
        .when(interpolation == Interpolation.LINEAR, "bilinear()")
        .when(interpolation == Interpolation.CUBIC, "bicubic()")
        .toString();
  }

  @Override
  public Value lower(Value input, Scope scope) {
    factors.forEach(factor -> Checks.positive("a factor", factor));
    Resize op = Resize.by(interpolation, factors);
    return Channels.last(scope.op(op, Channels.first(input, scope)), scope);
  }
}

package dev.hebb.network.layer;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Interpolation;
import dev.hebb.graph.op.Resize;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;
import java.util.List;

/**
 * An image brought to a height and a width, interpolated between the centres of its pixels.
 *
 * <p>{@code [batch, h, w, channels] -> [batch, height, width, channels]}. Where an image shrinks,
 * pixels in between are left out: there is no antialiasing, which is Keras's default too. Keras:
 * Resizing.
 */
public record Resizing(int height, int width, Interpolation interpolation)
    implements SameRank<Rank.Image> {
  /** The nearest pixel. */
  public Resizing nearest() {
    return new Resizing(height, width, Interpolation.NEAREST);
  }

  /** Along a cubic in place of a line. */
  public Resizing bicubic() {
    return new Resizing(height, width, Interpolation.CUBIC);
  }

  @Override
  public String kind() {
    return "resizing";
  }

  @Override
  public String declaration() {
    return new Text("resizing(" + height + ", " + width + ")")
        .when(interpolation == Interpolation.NEAREST, "nearest()")
        .when(interpolation == Interpolation.CUBIC, "bicubic()")
        .toString();
  }

  @Override
  public Value lower(Value input, Scope scope) {
    Checks.positive("a height", height);
    Checks.positive("a width", width);
    Resize op = Resize.to(interpolation, List.of(height, width));
    return Channels.last(scope.op(op, Channels.first(input, scope)), scope);
  }
}

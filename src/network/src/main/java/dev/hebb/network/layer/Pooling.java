package dev.hebb.network.layer;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Pool;
import dev.hebb.graph.op.Reduction;
import dev.hebb.graph.op.Window;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;
import java.util.List;

/**
 * The largest or the mean number of each window, channel by channel.
 *
 * <p>{@code [batch, axes..., channels] -> [batch, axes'..., channels]}, each axis' = floor((length
 * + pads - window) / stride) + 1.
 *
 * <p>The stride is the window's length unless said otherwise. With {@code same} padding the mean is
 * of what is there. Keras: MaxPooling1D to 3D, AveragePooling1D to 3D.
 */
public record Pooling<R extends Rank>(
    Reduction reduction, List<Integer> window, List<Integer> strides, Padding padding)
    implements SameRank<R> {
  public Pooling {
    window = List.copyOf(window);
    strides = List.copyOf(strides);
  }

  /** Windows of these lengths, side by side, valid. */
  public static <R extends Rank> Pooling<R> of(Reduction reduction, List<Integer> window) {
    return new Pooling<>(reduction, window, window, Padding.VALID);
  }

  /** How far the window moves: one number for all axes, or one for each. */
  public Pooling<R> stride(Integer... steps) {
    return new Pooling<>(reduction, window, PerAxis.of(window.size(), steps), padding);
  }

  /** Keeps ceil(length / stride): what does not fill a window counts too. */
  public Pooling<R> same() {
    return new Pooling<>(reduction, window, strides, Padding.SAME);
  }

  @Override
  public String kind() {
    return (reduction == Reduction.MAX ? "max" : "average") + "_pooling" + window.size() + "d";
  }

  @Override
  public String declaration() {
    String name = (reduction == Reduction.MAX ? "maxPool" : "averagePool") + window.size() + "d";
    return new Text(name + "(" + Text.sizes(window) + ")")
        .when(!strides.equals(window), "stride(" + Text.sizes(strides) + ")")
        .when(padding == Padding.SAME, "same()")
        .toString();
  }

  @Override
  public Value lower(Value input, Scope scope) {
    window.forEach(length -> Checks.positive("a window", length));
    PerAxis.check("a stride", strides, window.size());
    List<Integer> ones = window.stream().map(any -> 1).toList();
    Padding.Around around = padding.around(input.shape(), window, strides, ones);
    Pool pool =
        new Pool(reduction, new Window(window, strides, around.begin(), around.end(), ones));
    return Channels.last(scope.op(pool, Channels.first(input, scope)), scope);
  }
}

package dev.hebb.network.layer;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reduction;
import dev.hebb.network.Layer;
import dev.hebb.network.Rank;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The largest or the mean number of each channel.
 *
 * <p>{@code [batch, axes..., channels] -> [batch, channels]}. Keras: GlobalMaxPooling1D,
 * GlobalMaxPooling2D, GlobalAveragePooling1D, GlobalAveragePooling2D.
 *
 * @param kind Keras's name in this library's spelling, such as {@code global_average_pooling2d}
 */
public record GlobalPooling<R extends Rank>(String kind, Reduction reduction)
    implements Layer<R, Rank.Vector> {
  @Override
  public String declaration() {
    String name = reduction == Reduction.MAX ? "globalMaxPool" : "globalAveragePool";
    return name + kind.substring(kind.length() - 2) + "()";
  }

  @Override
  public Value lower(Value input, Scope scope) {
    List<Integer> axes = IntStream.range(1, input.shape().rank() - 1).boxed().toList();
    return scope.op(new Reduce(reduction, axes, false), input);
  }
}

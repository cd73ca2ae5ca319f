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
 * <p>{@code [batch, axes..., channels] -> [batch, channels]}, or {@code -> [batch, 1..., channels]}
 * with {@code keepDims()}. Keras: GlobalMaxPooling1D to 3D, GlobalAveragePooling1D to 3D. Where
 * rows are padded only what is there counts; the padding is among what Keras's maximum looks at.
 *
 * @param axes how many there are between the batch and the channels
 * @param keep whether they stay, with length 1
 */
public record GlobalPooling<I extends Rank, O extends Rank>(
    Reduction reduction, int axes, boolean keep) implements Layer<I, O> {
  /** To one number a channel. */
  public static <I extends Rank> GlobalPooling<I, Rank.Vector> of(Reduction reduction, int axes) {
    return new GlobalPooling<>(reduction, axes, false);
  }

  /** The axes stay, with length 1. */
  public GlobalPooling<I, I> keepDims() {
    return new GlobalPooling<>(reduction, axes, true);
  }

  @Override
  public String kind() {
    String name = reduction == Reduction.MAX ? "global_max_pooling" : "global_average_pooling";
    return name + axes + "d";
  }

  @Override
  public String declaration() {
    String name = reduction == Reduction.MAX ? "globalMaxPool" : "globalAveragePool";
    return new Text(name + axes + "d()").when(keep, "keepDims()").toString();
  }

  @Override
  public Value lower(Value input, Scope scope) {
    List<Integer> all = IntStream.range(1, input.shape().rank() - 1).boxed().toList();
    return scope.op(new Reduce(reduction, all, keep), input);
  }
}

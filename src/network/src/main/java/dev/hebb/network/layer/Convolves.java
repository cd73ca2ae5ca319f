package dev.hebb.network.layer;

import dev.hebb.graph.op.Activation;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;

/**
 * The words that every layer with a sliding kernel has, over time, images and volumes alike.
 *
 * @param <L> the layer itself
 */
public interface Convolves<R extends Rank, L extends Convolves<R, L>> extends SameRank<R> {
  /** What its user chose. */
  Convolution convolution();

  /** The same layer with other choices. */
  L with(Convolution other);

  /** How far the kernel moves: one number for all axes, or one for each. */
  default L stride(Integer... steps) {
    return with(convolution().strides(steps));
  }

  /** How far apart the numbers are that the kernel meets: one for all axes, or one for each. */
  default L dilation(Integer... steps) {
    return with(convolution().dilations(steps));
  }

  /** Pads (or cuts, if transposed) so that a stride of 1 keeps the lengths. */
  default L same() {
    return with(convolution().padding(Padding.SAME));
  }

  /** With an activation function. */
  default L activation(Activation other) {
    return with(convolution().activation(other));
  }

  /** Without bias. */
  default L noBias() {
    return with(convolution().noBias());
  }
}

package dev.hebb.keras;

import dev.hebb.graph.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Axes in another order. */
final class Axes {
  private Axes() {}

  /** {@code [axes..., in, out]} to {@code [out, in, axes...]}. */
  static Tensor reversed(Tensor tensor) {
    int rank = tensor.dims().length;
    if (rank < 2) {
      return tensor;
    }
    int[] order = new int[rank];
    order[0] = rank - 1;
    order[1] = rank - 2;
    for (int i = 2; i < rank; i++) {
      order[i] = i - 2;
    }
    return permuted(tensor, order);
  }

  /** Axis i is what axis {@code order[i]} was. */
  static Tensor permuted(Tensor tensor, int... order) {
    long[] dims = tensor.dims();
    int rank = dims.length;
    long[] moved = new long[rank];
    long[] steps = new long[rank];
    for (int i = 0; i < rank; i++) {
      moved[i] = dims[order[i]];
      long step = tensor.type().bytes();
      for (int j = order[i] + 1; j < rank; j++) {
        step *= dims[j];
      }
      steps[i] = step;
    }
    int bytes = tensor.type().bytes();
    ByteBuffer from = tensor.bytes();
    ByteBuffer to = ByteBuffer.allocateDirect(from.remaining()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; to.hasRemaining(); i++) {
      long rest = i;
      long at = 0;
      for (int axis = rank - 1; axis >= 0; axis--) {
        at += rest % moved[axis] * steps[axis];
        rest /= moved[axis];
      }
      to.put(from.slice((int) at, bytes));
    }
    return Tensor.wrap(tensor.type(), to.flip(), moved);
  }
}

package dev.hebb.stream.tick;

import java.util.List;

/** {@code y = a ⊕ b}, axes of length one repeated, missing outer axes added. */
final class PairKernel implements Kernel {
  private final Pair pair;
  private final int a;
  private final int b;
  private final int y;
  private final boolean straight;
  // Which number of a and of b meet in each of y.
  private final int[] left;
  private final int[] right;

  PairKernel(Pair pair, Operand a, Operand b, Operand y) {
    this.pair = pair;
    this.a = a.register();
    this.b = b.register();
    this.y = y.register();
    this.straight = a.size() == y.size() && b.size() == y.size();
    this.left = indices(a, y);
    this.right = indices(b, y);
  }

  private static int[] indices(Operand from, Operand y) {
    int[] indices = new int[y.size()];
    List<Integer> dims = from.dims();
    int missing = y.rank() - from.rank();
    for (int i = 0; i < indices.length; i++) {
      int rest = i;
      int stride = 1;
      for (int axis = y.rank() - 1; axis >= missing; axis--) {
        int at = rest % y.dim(axis);
        rest /= y.dim(axis);
        int length = dims.get(axis - missing);
        indices[i] += length == 1 ? 0 : at * stride;
        stride *= length;
      }
    }
    return indices;
  }

  @Override
  public void run(float[][] r) {
    if (straight && pair == Pair.ADD) {
      add(r[a], r[b], r[y]);
    } else if (straight && pair == Pair.MUL) {
      multiply(r[a], r[b], r[y]);
    } else {
      for (int i = 0; i < left.length; i++) {
        r[y][i] = pair.of(r[a][left[i]], r[b][right[i]]);
      }
    }
  }

  private static void add(float[] a, float[] b, float[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] = a[i] + b[i];
    }
  }

  private static void multiply(float[] a, float[] b, float[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] = a[i] * b[i];
    }
  }
}

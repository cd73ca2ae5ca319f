package dev.hebb.stream.tick;

import java.util.Arrays;

/** One number in place of several. */
final class ReduceKernel implements Kernel {
  private final int x;
  private final int y;
  private final Pair pair;
  private final float first;
  private final float share;
  // Which number of y each of x goes into.
  private final int[] into;

  ReduceKernel(int x, int y, Pair pair, float share, int[] into) {
    this.x = x;
    this.y = y;
    this.pair = pair;
    this.share = share;
    this.into = into;
    this.first =
        switch (pair) {
          case MAX -> Float.NEGATIVE_INFINITY;
          case MIN -> Float.POSITIVE_INFINITY;
          default -> 0;
        };
  }

  @Override
  public void run(float[][] r) {
    float[] out = r[y];
    Arrays.fill(out, first);
    for (int i = 0; i < into.length; i++) {
      out[into[i]] = pair.of(out[into[i]], r[x][i]);
    }
    for (int i = 0; i < out.length; i++) {
      out[i] *= share;
    }
  }
}

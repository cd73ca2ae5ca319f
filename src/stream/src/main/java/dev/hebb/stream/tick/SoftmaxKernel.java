package dev.hebb.stream.tick;

/**
 * {@code eˣ / Σ eˣ} over the last axis.
 *
 * @param x register of {@code [rows, length]}
 * @param y the same
 */
record SoftmaxKernel(int x, int y, int length) implements Kernel {
  @Override
  public void run(float[][] r) {
    float[] in = r[x];
    float[] out = r[y];
    for (int row = 0; row < out.length; row += length) {
      float most = Float.NEGATIVE_INFINITY;
      for (int i = row; i < row + length; i++) {
        most = Math.max(most, in[i]);
      }
      double sum = 0;
      for (int i = row; i < row + length; i++) {
        double e = Math.exp(in[i] - most);
        out[i] = (float) e;
        sum += e;
      }
      for (int i = row; i < row + length; i++) {
        out[i] = (float) (out[i] / sum);
      }
    }
  }
}

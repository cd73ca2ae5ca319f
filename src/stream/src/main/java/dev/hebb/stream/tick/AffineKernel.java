package dev.hebb.stream.tick;

/**
 * {@code y = x·kernel + bias}.
 *
 * @param x register of {@code [rows, in]}
 * @param y register of {@code [rows, out]}
 * @param kernel {@code [in, out]}
 * @param bias {@code [out]}
 */
record AffineKernel(int x, int y, int rows, Weights kernel, Weights bias) implements Kernel {
  @Override
  public void run(float[][] r) {
    int out = bias.size();
    int in = kernel.size() / out;
    for (int row = 0; row < rows; row++) {
      System.arraycopy(bias.numbers(), 0, r[y], row * out, out);
      Sums.add(r[x], row * in, in, kernel.numbers(), r[y], row * out, out);
    }
  }
}

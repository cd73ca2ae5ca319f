package dev.hebb.stream.tick;

/**
 * {@code y = x·scale + shift}, number by number.
 *
 * @param scale one for each number of x
 * @param shift the same
 */
record ScaleKernel(int x, int y, Weights scale, Weights shift) implements Kernel {
  @Override
  public void run(float[][] r) {
    run(r[x], scale.numbers(), shift.numbers(), r[y]);
  }

  private static void run(float[] x, float[] scale, float[] shift, float[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] = x[i] * scale[i] + shift[i];
    }
  }
}

package dev.hebb.stream.tick;

/** {@code y = f(x)}. */
record CurveKernel(int x, int y, Curve curve) implements Kernel {
  @Override
  public void run(float[][] r) {
    System.arraycopy(r[x], 0, r[y], 0, r[y].length);
    curve.apply(r[y], 0, r[y].length);
  }
}

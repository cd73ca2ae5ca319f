package dev.hebb.stream.tick;

/**
 * {@code h' = f(W·x + R·h + b)}.
 *
 * @param x register of {@code [rows, in]}
 * @param h register of {@code [rows, units]}
 * @param next register of h'
 */
record RnnKernel(int x, int h, int next, CellWeights cell) implements Kernel {
  @Override
  public void run(float[][] r) {
    int units = cell.units();
    float[] bias = cell.bias().numbers();
    float[] y = r[next];
    for (int row = 0; row < cell.rows(); row++) {
      int at = row * units;
      System.arraycopy(bias, 0, y, at, units);
      Sums.add(r[x], row * cell.in(), cell.in(), cell.input().numbers(), y, at, units);
      Sums.add(r[h], at, units, cell.recurrent().numbers(), y, at, units);
    }
    cell.curve(0).apply(y, 0, cell.rows() * units);
  }
}

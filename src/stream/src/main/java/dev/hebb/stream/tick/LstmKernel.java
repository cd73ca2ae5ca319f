package dev.hebb.stream.tick;

/**
 * {@code i, o, f = f(W·x + R·h + b)}, {@code c' = f∘c + i∘g(W·x + R·h + b)}, {@code h' = o∘k(c')};
 * gates in ONNX's order i, o, f, c.
 *
 * @param x register of {@code [rows, in]}
 * @param h register of {@code [rows, units]}
 * @param c the same
 * @param nextH register of h'
 * @param nextC register of c'
 * @param gates register of {@code [4·units]}
 */
record LstmKernel(int x, int h, int c, int nextH, int nextC, int gates, CellWeights cell)
    implements Kernel {
  @Override
  public void run(float[][] r) {
    int units = cell.units();
    float[] g = r[gates];
    for (int row = 0; row < cell.rows(); row++) {
      int at = row * units;
      cell.begin(r[x], row, cell.bias(), g);
      Sums.add(r[h], at, units, cell.recurrent().numbers(), g, 0, 4 * units);
      cell.curve(0).apply(g, 0, 3 * units);
      cell.curve(1).apply(g, 3 * units, 4 * units);
      remember(g, r[c], r[nextC], at, units);
      System.arraycopy(r[nextC], at, r[nextH], at, units);
      cell.curve(2).apply(r[nextH], at, at + units);
      open(g, units, r[nextH], at, units);
    }
  }

  private static void remember(float[] g, float[] c, float[] next, int at, int units) {
    int forget = 2 * units;
    int content = 3 * units;
    for (int i = 0; i < units; i++) {
      next[at + i] = g[forget + i] * c[at + i] + g[i] * g[content + i];
    }
  }

  private static void open(float[] g, int output, float[] h, int at, int units) {
    for (int i = 0; i < units; i++) {
      h[at + i] *= g[output + i];
    }
  }
}

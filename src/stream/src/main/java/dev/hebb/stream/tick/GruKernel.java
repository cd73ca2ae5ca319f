package dev.hebb.stream.tick;

/**
 * {@code z, r = f(W·x + R·h + b + rb)}, {@code h̃ = g(W·x + b + r∘(R·h + rb))} with reset after,
 * {@code h̃ = g(W·x + b + R·(r∘h) + rb)} without, {@code h' = (1 - z)∘h̃ + z∘h}; gates in ONNX's
 * order z, r, h.
 *
 * @param x register of {@code [rows, in]}
 * @param h register of {@code [rows, units]}
 * @param next register of h'
 * @param gates register of {@code [3·units]}
 * @param inner register of {@code [units]}
 * @param content the part of the recurrent weights that is for h̃, {@code [units, units]}; the cell
 *     has the part for z and r, {@code [units, 2·units]}
 */
record GruKernel(
    int x, int h, int next, int gates, int inner, boolean after, Weights content, CellWeights cell)
    implements Kernel {
  @Override
  public void run(float[][] r) {
    int units = cell.units();
    float[] g = r[gates];
    float[] n = r[inner];
    for (int row = 0; row < cell.rows(); row++) {
      int at = row * units;
      cell.begin(r[x], row, cell.bias(), g);
      Sums.add(r[h], at, units, cell.recurrent().numbers(), g, 0, 2 * units);
      cell.curve(0).apply(g, 0, 2 * units);
      if (after) {
        System.arraycopy(cell.recurrentBias().numbers(), 2 * units, n, 0, units);
        Sums.add(r[h], at, units, content.numbers(), n, 0, units);
        for (int i = 0; i < units; i++) {
          g[2 * units + i] += g[units + i] * n[i];
        }
      } else {
        for (int i = 0; i < units; i++) {
          n[i] = g[units + i] * r[h][at + i];
        }
        Sums.add(n, 0, units, content.numbers(), g, 2 * units, units);
      }
      cell.curve(1).apply(g, 2 * units, 3 * units);
      for (int i = 0; i < units; i++) {
        float content = g[2 * units + i];
        r[next][at + i] = content + g[i] * (r[h][at + i] - content);
      }
    }
  }
}

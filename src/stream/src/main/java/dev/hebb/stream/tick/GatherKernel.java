package dev.hebb.stream.tick;

/**
 * Rows of a table by their numbers.
 *
 * @param x register of the numbers
 * @param y register of the rows
 * @param width of a row
 */
record GatherKernel(int x, int y, int width, Weights table) implements Kernel {
  @Override
  public void run(float[][] r) {
    float[] numbers = r[x];
    int rows = table.size() / width;
    for (int i = 0; i < numbers.length; i++) {
      int row = (int) numbers[i];
      if (row < 0 || row >= rows) {
        throw new TickException("%s is not in a table of %s rows".formatted(row, rows));
      }
      System.arraycopy(table.numbers(), row * width, r[y], i * width, width);
    }
  }
}

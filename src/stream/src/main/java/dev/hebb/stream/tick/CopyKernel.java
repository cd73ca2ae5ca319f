package dev.hebb.stream.tick;

/** Copies runs of numbers that lie side by side. */
final class CopyKernel implements Kernel {
  private final int from;
  private final int to;
  private final int[] starts;
  private final int[] ends;
  private final int length;

  /**
   * One register to another.
   *
   * @param starts where each run begins
   * @param ends where it goes
   * @param length of each
   */
  CopyKernel(int from, int to, int[] starts, int[] ends, int length) {
    this.from = from;
    this.to = to;
    this.starts = starts;
    this.ends = ends;
    this.length = length;
  }

  @Override
  public void run(float[][] r) {
    for (int i = 0; i < starts.length; i++) {
      System.arraycopy(r[from], starts[i], r[to], ends[i], length);
    }
  }
}

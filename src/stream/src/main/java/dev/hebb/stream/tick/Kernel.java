package dev.hebb.stream.tick;

/** One operation on registers. */
interface Kernel {
  /**
   * Computes.
   *
   * @param r the registers: inputs and constants are filled, the others are written before they are
   *     read
   */
  void run(float[][] r);
}

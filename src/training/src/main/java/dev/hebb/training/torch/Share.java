package dev.hebb.training.torch;

import java.io.Serializable;

/** A worker's share of a round. */
public final class Share implements Serializable {
  private static final long serialVersionUID = 1;

  private final int rows;
  private final double[] figures;
  private final float[][] numbers;

  /**
   * A share.
   *
   * @param rows of how many rows it is
   * @param figures the outputs one behind the other
   * @param numbers of a gradient: all of it, then the parameters that are not trained; of steps all
   *     parameters and what the optimizer remembers; of figures none
   */
  Share(int rows, double[] figures, float[][] numbers) {
    this.rows = rows;
    this.figures = figures;
    this.numbers = numbers;
  }

  int rows() {
    return rows;
  }

  double[] figures() {
    return figures;
  }

  float[][] numbers() {
    return numbers;
  }
}

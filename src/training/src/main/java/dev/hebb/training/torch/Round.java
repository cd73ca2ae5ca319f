package dev.hebb.training.torch;

import java.io.Serializable;

/** What all workers are told for a round: whatever a task needs beside its program and its rows. */
public final class Round implements Serializable {
  private static final long serialVersionUID = 1;

  /** What is done. */
  enum Kind {
    /** The gradient over the rows of one step. */
    GRADIENT,
    /** Some steps. */
    STEPS,
    /** The figures of the rows, in inference mode. */
    FIGURES
  }

  private final Kind kind;
  private final float[][] held;
  private final int[][][] places;
  private final double[][][] controls;

  /**
   * A round.
   *
   * @param held all parameters, and for steps what the optimizer remembers
   * @param places of the rows in their shard, {@code [shard][step][row]}
   * @param controls {@code [shard][step][number]}; of figures none
   */
  Round(Kind kind, float[][] held, int[][][] places, double[][][] controls) {
    this.kind = kind;
    this.held = held;
    this.places = places;
    this.controls = controls;
  }

  Kind kind() {
    return kind;
  }

  float[][] held() {
    return held;
  }

  int[][] places(int shard) {
    return places[shard];
  }

  double[][] controls(int shard) {
    return controls[shard];
  }
}

package dev.hebb.training.metric;

/** What stands for a curve between two of its points. */
public enum Summation {
  /**
   * A straight line; of precision over recall, what lies between counts (Davis and Goadrich 2006).
   */
  INTERPOLATION,
  /** The higher of both. */
  MAJORING,
  /** The lower of both. */
  MINORING
}

package dev.hebb.training.metric;

/** What is drawn over all thresholds. */
public enum Curve {
  /**
   * How much of what is wanted is said, over how much of the rest is (receiver operating curve).
   */
  ROC,
  /** How much of what is said is wanted, over how much of what is wanted is said. */
  PRECISION_RECALL
}

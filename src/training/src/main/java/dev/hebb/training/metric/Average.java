package dev.hebb.training.metric;

/** How figures of classes become one. */
public enum Average {
  /** They do not: a figure each. */
  NONE,
  /** Counted over all classes together. */
  MICRO,
  /** The mean over classes. */
  MACRO,
  /** The mean over classes, each by how often it is right. */
  WEIGHTED
}

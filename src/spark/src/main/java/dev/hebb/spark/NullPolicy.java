package dev.hebb.spark;

/** What becomes of a row in which a number that the model wants is null. */
public enum NullPolicy {
  /** It is an error, which names the column. */
  ERROR,
  /** It is left out. */
  SKIP,
  /** Its predictions are null. */
  NULL
}

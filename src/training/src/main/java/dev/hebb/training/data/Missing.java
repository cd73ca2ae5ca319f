package dev.hebb.training.data;

/** What becomes of a row in which a column has nothing. */
public enum Missing {
  /** It is an error that names the place. */
  REFUSE,
  /** The row is left out. */
  DROP,
  /** A given value stands in for it. */
  VALUE,
  /** The mean of what the column has in the other rows. */
  MEAN,
  /** The median of what the column has in the other rows; of an even number, halfway. */
  MEDIAN
}

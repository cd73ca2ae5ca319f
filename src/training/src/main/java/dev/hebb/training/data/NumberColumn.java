package dev.hebb.training.data;

import dev.hebb.training.TrainingException;

/**
 * A column of numbers.
 *
 * @param missing what becomes of rows that have none
 * @param value what stands in for them, where that is given
 */
public record NumberColumn(String name, Missing missing, float value) implements Column {
  public NumberColumn {
    if (!Float.isFinite(value)) {
      throw new TrainingException(
          "number(\"%s\").or(%s): expected a finite number.".formatted(name, value));
    }
  }

  /** This stands in for what is missing. */
  public NumberColumn or(double other) {
    return new NumberColumn(name, Missing.VALUE, (float) other);
  }

  /** The mean of the others stands in for what is missing. */
  public NumberColumn orMean() {
    return new NumberColumn(name, Missing.MEAN, 0);
  }

  /** The median of the others stands in for what is missing. */
  public NumberColumn orMedian() {
    return new NumberColumn(name, Missing.MEDIAN, 0);
  }

  /** Leaves out rows in which it is missing. */
  public NumberColumn orDropRow() {
    return new NumberColumn(name, Missing.DROP, 0);
  }
}

package dev.hebb.training.data;

/**
 * A column of whole numbers.
 *
 * @param missing what becomes of rows that have none
 * @param value what stands in for them, where that is given
 */
public record WholeColumn(String name, Missing missing, long value) implements Column {
  /** This stands in for what is missing. */
  public WholeColumn or(long other) {
    return new WholeColumn(name, Missing.VALUE, other);
  }

  /** Leaves out rows in which it is missing. */
  public WholeColumn orDropRow() {
    return new WholeColumn(name, Missing.DROP, 0);
  }
}

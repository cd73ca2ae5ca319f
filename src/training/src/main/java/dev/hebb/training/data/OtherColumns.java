package dev.hebb.training.data;

import java.util.Collection;
import java.util.List;

/**
 * All columns that are named nowhere else, as numbers.
 *
 * @param missing what becomes of rows in which one is missing
 * @param value what stands in for it, where that is given
 */
public record OtherColumns(Missing missing, float value) implements Column {
  /** This stands in for what is missing. */
  public OtherColumns or(double other) {
    return new OtherColumns(Missing.VALUE, (float) other);
  }

  /** The mean of its column stands in for what is missing. */
  public OtherColumns orMean() {
    return new OtherColumns(Missing.MEAN, 0);
  }

  /** The median of its column stands in for what is missing. */
  public OtherColumns orMedian() {
    return new OtherColumns(Missing.MEDIAN, 0);
  }

  /** Leaves out rows in which one is missing. */
  public OtherColumns orDropRow() {
    return new OtherColumns(Missing.DROP, 0);
  }

  /** One for each of these names. */
  List<Column> named(Collection<String> names) {
    return names.stream().<Column>map(name -> new NumberColumn(name, missing, value)).toList();
  }
}

package dev.hebb.spark;

import dev.hebb.graph.DataType;
import dev.hebb.training.TrainingException;
import dev.hebb.training.data.TensorSpec;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import scala.collection.Iterator;
import scala.collection.Seq;

/** Columns that are one tensor of an example: makes its bytes of a row. */
final class ShardColumn implements Serializable {
  private static final long serialVersionUID = 1;

  private final String[] columns;
  private final int[] places;
  private final DataType type;
  private final int size;

  ShardColumn(String[] columns, int[] places, TensorSpec spec) {
    this.columns = columns;
    this.places = places;
    this.type = spec.type();
    this.size = spec.size();
  }

  int bytes() {
    return size * type.bytes();
  }

  /**
   * Writes the tensor of a row.
   *
   * @param number of the row, for errors
   */
  void write(Row row, long number, ByteBuffer into) {
    ByteBuffer little = into.order(ByteOrder.LITTLE_ENDIAN);
    int begin = little.position();
    for (int i = 0; i < places.length; i++) {
      write(row.get(places[i]), number, columns[i], begin, little);
    }
    int got = (little.position() - begin) / type.bytes();
    if (got != size) {
      throw wrong(number, columns[0], "%d numbers".formatted(size), Integer.toString(got));
    }
  }

  private void write(Object value, long number, String column, int begin, ByteBuffer into) {
    if (value instanceof Seq<?> sequence) {
      for (Iterator<?> each = sequence.iterator(); each.hasNext(); ) {
        write(each.next(), number, column, begin, into);
      }
      return;
    }
    if (value instanceof Vector vector) {
      for (double each : vector.toArray()) {
        write(each, number, column, begin, into);
      }
      return;
    }
    if (into.position() - begin == bytes()) {
      throw wrong(number, column, "%d numbers".formatted(size), "more");
    }
    if (value instanceof Number || value instanceof Boolean) {
      put(value instanceof Number some ? some : (boolean) value ? 1 : 0, number, column, into);
      return;
    }
    throw wrong(
        number,
        column,
        "numbers",
        value == null ? "null" : value.getClass().getSimpleName() + " " + value);
  }

  private void put(Number value, long number, String column, ByteBuffer into) {
    if (type == DataType.FLOAT32) {
      into.putFloat(value.floatValue());
    } else if (value.doubleValue() == value.longValue()) {
      into.putLong(value.longValue());
    } else {
      throw wrong(number, column, "whole numbers", value.toString());
    }
  }

  private static TrainingException wrong(long row, String column, String expected, String got) {
    return new TrainingException(
        "data: row %d, column \"%s\": expected %s, got %s. Mend the frame, or leave such rows out: na().drop(), filter(...)."
            .formatted(row, column, expected, got));
  }
}

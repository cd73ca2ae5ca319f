package dev.hebb.spark;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.SQLUserDefinedType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * A value as Spark has it in memory, on its way through Java: no number of it becomes an object.
 * Public for the code that Spark generates.
 */
@SQLUserDefinedType(udt = HeldType.class)
public final class Held {
  private final Object value;

  private Held(Object value) {
    this.value = value;
  }

  // Spark uses the memory of a row again for the next.
  static Held copyOf(Object value) {
    if (value instanceof ArrayData array) {
      return new Held(array.copy());
    } else if (value instanceof UTF8String text) {
      return new Held(text.copy());
    } else if (value instanceof InternalRow row) {
      return new Held(row.copy());
    } else if (value instanceof MapData map) {
      return new Held(map.copy());
    }
    return new Held(value);
  }

  Object value() {
    return value;
  }
}

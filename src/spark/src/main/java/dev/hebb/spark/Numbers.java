package dev.hebb.spark;

import dev.hebb.runtime.Element;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import scala.collection.Iterator;
import scala.collection.Seq;

/** Numbers of a row, nested or not, one behind the other in the kind that an input takes. */
final class Numbers {
  private final Buffer all;
  private final Sink sink;
  private int count;

  private interface Sink {
    void put(int at, double number);

    void put(int at, long number);
  }

  private interface Real extends Sink {
    @Override
    default void put(int at, long number) {
      put(at, (double) number);
    }
  }

  private interface Whole extends Sink {
    @Override
    default void put(int at, double number) {
      put(at, (long) number);
    }
  }

  private Numbers(Buffer all, Sink sink) {
    this.all = all;
    this.sink = sink;
  }

  /** Room for so many. */
  static Numbers of(Element type, int count) {
    return switch (type) {
      case FLOAT32, FLOAT16, BFLOAT16 -> {
        FloatBuffer all = FloatBuffer.allocate(count);
        yield new Numbers(all, (Real) (at, number) -> all.put(at, (float) number));
      }
      case FLOAT64 -> {
        DoubleBuffer all = DoubleBuffer.allocate(count);
        yield new Numbers(all, (Real) (at, number) -> all.put(at, number));
      }
      case INT64 -> {
        LongBuffer all = LongBuffer.allocate(count);
        yield new Numbers(all, (Whole) (at, number) -> all.put(at, number));
      }
      case INT32 -> {
        IntBuffer all = IntBuffer.allocate(count);
        yield new Numbers(all, (Whole) (at, number) -> all.put(at, (int) number));
      }
      case INT16 -> {
        ShortBuffer all = ShortBuffer.allocate(count);
        yield new Numbers(all, (Whole) (at, number) -> all.put(at, (short) number));
      }
      case INT8, UINT8 -> {
        ByteBuffer all = ByteBuffer.allocate(count);
        yield new Numbers(all, (Whole) (at, number) -> all.put(at, (byte) number));
      }
      case BOOL -> {
        ByteBuffer all = ByteBuffer.allocate(count);
        yield new Numbers(all, (Real) (at, number) -> all.put(at, (byte) (number == 0 ? 0 : 1)));
      }
      case STRING -> throw new IllegalArgumentException("a string is no number");
    };
  }

  /** How many a value has; a null counts as one. */
  static int count(Object value) {
    if (value instanceof Vector vector) {
      return vector.size();
    }
    if (!(value instanceof Seq<?> sequence)) {
      return 1;
    }
    if (sequence.isEmpty() || !(sequence.head() instanceof Seq<?>)) {
      return sequence.length();
    }
    int sum = 0;
    for (Iterator<?> each = sequence.iterator(); each.hasNext(); ) {
      sum += count(each.next());
    }
    return sum;
  }

  /** Adds a value's; false where one of them is null. */
  boolean add(Object value) {
    if (value instanceof Double || value instanceof Float) {
      sink.put(count++, ((Number) value).doubleValue());
      return true;
    }
    if (value instanceof Number number) {
      sink.put(count++, number.longValue());
      return true;
    }
    if (value instanceof Seq<?> sequence) {
      for (Iterator<?> each = sequence.iterator(); each.hasNext(); ) {
        if (!add(each.next())) {
          return false;
        }
      }
      return true;
    }
    if (value instanceof Vector vector) {
      for (double number : vector.toArray()) {
        sink.put(count++, number);
      }
      return true;
    }
    if (value instanceof Boolean truth) {
      sink.put(count++, truth ? 1L : 0L);
      return true;
    }
    return false;
  }

  /** How many an array has as Spark has it; a null counts as one. */
  static int count(ArrayData array, ArrayType type) {
    if (!(type.elementType() instanceof ArrayType inner)) {
      return array.numElements();
    }
    int sum = 0;
    for (int i = 0; i < array.numElements(); i++) {
      sum += array.isNullAt(i) ? 1 : count(array.getArray(i), inner);
    }
    return sum;
  }

  /** Adds an array's as Spark has it; false where one of them is null. */
  boolean add(ArrayData array, ArrayType type) {
    int length = array.numElements();
    for (int i = 0; type.containsNull() && i < length; i++) {
      if (array.isNullAt(i)) {
        return false;
      }
    }
    DataType element = type.elementType();
    if (element instanceof ArrayType inner) {
      for (int i = 0; i < length; i++) {
        if (!add(array.getArray(i), inner)) {
          return false;
        }
      }
    } else if (element instanceof FloatType && all instanceof FloatBuffer floats) {
      floats.put(count, array.toFloatArray());
      count += length;
    } else if (element instanceof FloatType) {
      for (int i = 0; i < length; i++) {
        sink.put(count++, (double) array.getFloat(i));
      }
    } else if (element instanceof DoubleType) {
      for (int i = 0; i < length; i++) {
        sink.put(count++, array.getDouble(i));
      }
    } else {
      for (int i = 0; i < length; i++) {
        sink.put(count++, whole(array, element, i));
      }
    }
    return true;
  }

  private static long whole(ArrayData array, DataType element, int i) {
    if (element instanceof LongType) {
      return array.getLong(i);
    } else if (element instanceof IntegerType) {
      return array.getInt(i);
    } else if (element instanceof ShortType) {
      return array.getShort(i);
    }
    return array.getByte(i);
  }

  /** All of them. */
  Buffer all() {
    return all;
  }
}

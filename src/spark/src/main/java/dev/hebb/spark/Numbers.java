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
import scala.collection.Iterator;
import scala.collection.Seq;

/** Numbers of a row, nested or not, one behind the other in the kind that an input takes. */
final class Numbers {
  private final Buffer all;
  private final Sink sink;
  private int count;

  private interface Sink {
    void put(int at, Number number);
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
        yield new Numbers(all, (at, number) -> all.put(at, number.floatValue()));
      }
      case FLOAT64 -> {
        DoubleBuffer all = DoubleBuffer.allocate(count);
        yield new Numbers(all, (at, number) -> all.put(at, number.doubleValue()));
      }
      case INT64 -> {
        LongBuffer all = LongBuffer.allocate(count);
        yield new Numbers(all, (at, number) -> all.put(at, number.longValue()));
      }
      case INT32 -> {
        IntBuffer all = IntBuffer.allocate(count);
        yield new Numbers(all, (at, number) -> all.put(at, number.intValue()));
      }
      case INT16 -> {
        ShortBuffer all = ShortBuffer.allocate(count);
        yield new Numbers(all, (at, number) -> all.put(at, (short) number.intValue()));
      }
      case INT8, UINT8 -> {
        ByteBuffer all = ByteBuffer.allocate(count);
        yield new Numbers(all, (at, number) -> all.put(at, (byte) number.intValue()));
      }
      case BOOL -> {
        ByteBuffer all = ByteBuffer.allocate(count);
        yield new Numbers(
            all, (at, number) -> all.put(at, (byte) (number.doubleValue() == 0 ? 0 : 1)));
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
    if (value instanceof Number number) {
      sink.put(count++, number);
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
      sink.put(count++, truth ? 1 : 0);
      return true;
    }
    return false;
  }

  /** All of them. */
  Buffer all() {
    return all;
  }
}

package dev.hebb.spark;

import dev.hebb.runtime.Output;
import scala.collection.immutable.ArraySeq;

/** From a model's memory to the columns of rows. */
final class Ports {
  private Ports() {}

  /** What a row's column of this output holds. */
  static Object get(Output output, int row, boolean one) {
    int at = row * output.rowLength();
    if (one) {
      return number(output, at);
    }
    Object[] numbers = new Object[output.rowLength()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(output, at + i);
    }
    return ArraySeq.unsafeWrapArray(numbers);
  }

  private static Object number(Output output, int at) {
    return switch (output.type()) {
      case FLOAT32, FLOAT16, BFLOAT16 -> output.get(at);
      case FLOAT64 -> output.getDouble(at);
      case INT64 -> output.getLong(at);
      case INT32 -> output.getInt(at);
      case INT16 -> (int) output.getShort(at);
      case INT8 -> (int) output.getByte(at);
      case UINT8 -> output.getByte(at) & 0xff;
      case BOOL -> output.getBoolean(at);
      case STRING -> output.getString(at);
    };
  }
}

package dev.hebb.spark;

import dev.hebb.runtime.Input;
import dev.hebb.runtime.Output;
import java.util.ArrayList;
import java.util.List;
import scala.jdk.javaapi.CollectionConverters;

/** Between the numbers of rows and those of a model's memory. */
final class Ports {
  private Ports() {}

  /** Puts a row's numbers where the model reads them. */
  static void put(Input input, int row, Cell cell) {
    double[] numbers = cell.numbers();
    int at = row * input.rowLength();
    switch (input.type()) {
      case FLOAT32, FLOAT16, BFLOAT16 -> {
        for (int i = 0; i < numbers.length; i++) {
          input.set(at + i, (float) numbers[i]);
        }
      }
      case FLOAT64 -> input.put(row, numbers);
      case INT64 -> {
        for (int i = 0; i < numbers.length; i++) {
          input.setLong(at + i, (long) numbers[i]);
        }
      }
      case INT32 -> {
        for (int i = 0; i < numbers.length; i++) {
          input.setInt(at + i, (int) numbers[i]);
        }
      }
      case INT16 -> {
        for (int i = 0; i < numbers.length; i++) {
          input.setShort(at + i, (short) numbers[i]);
        }
      }
      case INT8, UINT8 -> bytes(input, row, cell);
      case BOOL -> {
        for (int i = 0; i < numbers.length; i++) {
          input.setBoolean(at + i, numbers[i] != 0);
        }
      }
      case STRING -> input.setString(at, cell.text());
    }
  }

  private static void bytes(Input input, int row, Cell cell) {
    if (cell.numbers().length == 0) {
      input.put(row, cell.bytes());
      return;
    }
    for (int i = 0; i < cell.numbers().length; i++) {
      input.setByte(row * input.rowLength() + i, (byte) cell.numbers()[i]);
    }
  }

  /** What a row's column of this output holds. */
  static Object get(Output output, int row, boolean one) {
    int at = row * output.rowLength();
    if (one) {
      return number(output, at);
    }
    List<Object> numbers = new ArrayList<>(output.rowLength());
    for (int i = 0; i < output.rowLength(); i++) {
      numbers.add(number(output, at + i));
    }
    return CollectionConverters.asScala(numbers).toSeq();
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

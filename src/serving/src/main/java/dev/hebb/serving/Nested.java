package dev.hebb.serving;

import dev.hebb.runtime.Element;
import dev.hebb.runtime.Input;
import dev.hebb.runtime.Output;
import java.lang.reflect.Array;

/** Arrays of arrays into the memory of an input, and out of that of an output. */
final class Nested {
  private Nested() {}

  /** Returns the index behind the last element. */
  static int put(Input input, int at, int[] dims, int axis, Object array) {
    int length = Array.getLength(array);
    if (length != dims[axis]) {
      throw input.error("takes %s along axis %s, got %s.".formatted(dims[axis], axis + 1, length));
    }
    if (axis == dims.length - 1) {
      last(input, at, array, length);
      return at + length;
    }
    int next = at;
    for (Object inner : (Object[]) array) {
      next = put(input, next, dims, axis + 1, inner);
    }
    return next;
  }

  private static void last(Input input, int at, Object array, int length) {
    for (int i = 0; i < length; i++) {
      switch (input.type()) {
        case FLOAT32, FLOAT16, BFLOAT16 -> input.set(at + i, ((float[]) array)[i]);
        case FLOAT64 -> input.setDouble(at + i, ((double[]) array)[i]);
        case INT64 -> input.setLong(at + i, ((long[]) array)[i]);
        case INT32 -> input.setInt(at + i, ((int[]) array)[i]);
        case INT16 -> input.setShort(at + i, ((short[]) array)[i]);
        case INT8, UINT8 -> input.setByte(at + i, ((byte[]) array)[i]);
        case BOOL -> input.setBoolean(at + i, ((boolean[]) array)[i]);
        case STRING -> input.setString(at + i, ((String[]) array)[i]);
      }
    }
  }

  static Object get(Output output, int at, int[] dims, int axis) {
    int inner = 1;
    for (int i = axis + 1; i < dims.length; i++) {
      inner *= dims[i];
    }
    Class<?> element = element(output.type());
    if (axis == dims.length - 1) {
      Object array = Array.newInstance(element, dims[axis]);
      first(output, at, array, dims[axis]);
      return array;
    }
    int[] sizes = new int[dims.length - axis];
    sizes[0] = dims[axis];
    Object array = Array.newInstance(element, sizes);
    for (int i = 0; i < dims[axis]; i++) {
      Array.set(array, i, get(output, at + i * inner, dims, axis + 1));
    }
    return array;
  }

  private static Class<?> element(Element type) {
    return switch (type) {
      case FLOAT32, FLOAT16, BFLOAT16 -> float.class;
      case FLOAT64 -> double.class;
      case INT64 -> long.class;
      case INT32 -> int.class;
      case INT16 -> short.class;
      case INT8, UINT8 -> byte.class;
      case BOOL -> boolean.class;
      case STRING -> String.class;
    };
  }

  private static void first(Output output, int at, Object array, int length) {
    for (int i = 0; i < length; i++) {
      switch (output.type()) {
        case FLOAT32, FLOAT16, BFLOAT16 -> ((float[]) array)[i] = output.get(at + i);
        case FLOAT64 -> ((double[]) array)[i] = output.getDouble(at + i);
        case INT64 -> ((long[]) array)[i] = output.getLong(at + i);
        case INT32 -> ((int[]) array)[i] = output.getInt(at + i);
        case INT16 -> ((short[]) array)[i] = output.getShort(at + i);
        case INT8, UINT8 -> ((byte[]) array)[i] = output.getByte(at + i);
        case BOOL -> ((boolean[]) array)[i] = output.getBoolean(at + i);
        case STRING -> ((String[]) array)[i] = output.getString(at + i);
      }
    }
  }
}

package dev.hebb.runtime.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Native addresses that ONNX Runtime's Java classes hold, and do not give away. */
final class Hidden {
  private Hidden() {}

  /** The address in each object of a class. */
  static VarHandle address(Class<?> type) {
    try {
      return MethodHandles.privateLookupIn(type, MethodHandles.lookup())
          .findVarHandle(type, "nativeHandle", long.class);
    } catch (ReflectiveOperationException e) {
      throw hidden(type.getName(), e);
    }
  }

  /** The address in a static field of a class that cannot be named here. */
  static long address(Class<?> neighbour, String type, String field) {
    try {
      MethodHandles.Lookup lookup =
          MethodHandles.privateLookupIn(neighbour, MethodHandles.lookup());
      return (long) lookup.findStaticVarHandle(lookup.findClass(type), field, long.class).get();
    } catch (ReflectiveOperationException e) {
      throw hidden(type, e);
    }
  }

  private static UnsupportedOperationException hidden(String type, Exception cause) {
    return new UnsupportedOperationException(
        "this version of ONNX Runtime has another " + type, cause);
  }
}

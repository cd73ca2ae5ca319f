package dev.hebb.runtime.engine;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtException.OrtErrorCode;
import ai.onnxruntime.OrtSession;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The functions of ONNX Runtime's C interface that a run needs, in the native library that its Java
 * classes have loaded: these hold the address of its table. Addresses are plain numbers.
 *
 * <p>The table only ever grows at its end; the places are those of its first version.
 *
 * @param run {@code Run}
 */
@SuppressWarnings("restricted") // Allowed, or there is none of these.
record OrtApi(long table, MethodHandle run) {
  private static final int GET_ERROR_CODE = 1;
  private static final int GET_ERROR_MESSAGE = 2;
  private static final int RUN = 9;
  private static final int RELEASE_STATUS = 93;
  private static final int LONGEST_MESSAGE = 1 << 16;
  private static final MemoryLayout LONG = ValueLayout.JAVA_LONG;

  /**
   * Finds them.
   *
   * @throws UnsupportedOperationException when this JVM does not allow it
   */
  static OrtApi find() {
    Module module = OrtApi.class.getModule();
    if (!RunFunction.isAllowed()) {
      throw new UnsupportedOperationException(
          "foreign functions need --enable-native-access="
              + (module.isNamed() ? module.getName() : "ALL-UNNAMED"));
    }
    long table = Hidden.address(OrtSession.class, "ai.onnxruntime.OnnxRuntime", "ortApiHandle");
    return new OrtApi(table, RunFunction.anywhere().bindTo(address(table, RUN)));
  }

  private static MemorySegment address(long table, int place) {
    long size = ValueLayout.ADDRESS.byteSize();
    return MemorySegment.ofAddress(table + place * size)
        .reinterpret(size)
        .get(ValueLayout.ADDRESS, 0);
  }

  private static MethodHandle function(long table, int place, FunctionDescriptor type) {
    return Linker.nativeLinker().downcallHandle(address(table, place), type);
  }

  /** What a run that failed says; its status is freed. */
  OrtException failure(long status) {
    try {
      FunctionDescriptor number = FunctionDescriptor.of(ValueLayout.JAVA_INT, LONG);
      FunctionDescriptor text = FunctionDescriptor.of(ValueLayout.ADDRESS, LONG);
      int code = (int) function(table, GET_ERROR_CODE, number).invokeExact(status);
      MemorySegment message =
          (MemorySegment) function(table, GET_ERROR_MESSAGE, text).invokeExact(status);
      String said = message.reinterpret(LONGEST_MESSAGE).getString(0);
      function(table, RELEASE_STATUS, FunctionDescriptor.ofVoid(LONG)).invokeExact(status);
      return new OrtException(OrtErrorCode.mapFromInt(code), said);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}

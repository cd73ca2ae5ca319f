package dev.hebb.runtime.engine;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * How {@code Run} is called, wherever it lies. To find that out takes a JVM a tenth of a second, so
 * it is begun while ONNX Runtime loads.
 */
final class RunFunction implements Runnable {
  private static final MemoryLayout LONG = ValueLayout.JAVA_LONG;

  /** Begins, where it is allowed. */
  @Override
  public void run() {
    if (isAllowed()) {
      anywhere();
    }
  }

  static boolean isAllowed() {
    return RunFunction.class.getModule().isNativeAccessEnabled();
  }

  /** Takes the function's address, then its arguments. */
  static MethodHandle anywhere() {
    return Linked.ANYWHERE;
  }

  private static final class Linked {
    static final MethodHandle ANYWHERE = link();

    @SuppressWarnings("restricted") // Whoever asks has seen that it is allowed.
    private static MethodHandle link() {
      return Linker.nativeLinker()
          .downcallHandle(
              FunctionDescriptor.of(
                  ValueLayout.JAVA_LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG));
    }
  }
}

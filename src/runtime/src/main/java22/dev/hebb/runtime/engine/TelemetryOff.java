package dev.hebb.runtime.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * ONNX Runtime on Linux reports its use to its makers unless the environment says that it shall
 * not. Here the environment is made to say so, where foreign functions are allowed and nobody said
 * anything else; it is to be done before the library is loaded.
 */
final class TelemetryOff implements Runnable {
  private static final String VARIABLE = "ORT_DISABLE_TELEMETRY";
  private static final int KEPT = 0; // What is there stays.

  @Override
  public void run() {
    if (RunFunction.isAllowed() && System.getenv(VARIABLE) == null) {
      Linker.nativeLinker().defaultLookup().find("setenv").ifPresent(TelemetryOff::set);
    }
  }

  @SuppressWarnings("restricted") // Whoever asks has seen that it is allowed.
  private static void set(MemorySegment setenv) {
    MethodHandle call =
        Linker.nativeLinker()
            .downcallHandle(
                setenv,
                FunctionDescriptor.of(
                    ValueLayout.JAVA_INT,
                    ValueLayout.ADDRESS,
                    ValueLayout.ADDRESS,
                    ValueLayout.JAVA_INT));
    try (Arena arena = Arena.ofConfined()) {
      int failed =
          (int) call.invokeExact(arena.allocateFrom(VARIABLE), arena.allocateFrom("1"), KEPT);
      assert failed == 0;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}

import dev.hebb.runtime.Predictor;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** Opens a model and says what the C library's environment then says of telemetry. */
final class Environment {
  public static void main(String[] arguments) throws Throwable {
    Predictor.open(Path.of(arguments[0])).close();
    Linker linker = Linker.nativeLinker();
    MethodHandle getenv =
        linker.downcallHandle(
            linker.defaultLookup().find("getenv").orElseThrow(),
            FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment said =
          (MemorySegment) getenv.invokeExact(arena.allocateFrom("ORT_DISABLE_TELEMETRY"));
      System.out.println(
          said.address() == 0 ? "nothing" : said.reinterpret(Long.MAX_VALUE).getString(0));
    }
  }
}

package dev.hebb.training.torch;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import com.sun.jna.Function;
import com.sun.jna.Platform;

/** Brings PyTorch up once a JVM: never online, no call home, memory kept between steps. */
final class Native {
  // From malloc.h: blocks up to 32 MB come from the heap, and the heap is not given back, nor, by
  // more at its top than the 64 MB of a thread's own heap, are such heaps. PyTorch frees every
  // activation at each step; else the kernel takes and clears those pages each time.
  private static final int M_TRIM_THRESHOLD = -1;
  private static final int M_TOP_PAD = -2;
  private static final int M_MMAP_THRESHOLD = -3;

  private static final Native LOADED = new Native();
  private final Engine engine;

  private Native() {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    try {
      engine = Engine.getEngine("PyTorch");
    } catch (EngineException | UnsatisfiedLinkError missing) {
      throw new IllegalStateException(
          "PyTorch could not be loaded: "
              + missing.getMessage()
              + ". Put ai.djl.pytorch:pytorch-native-cpu for this platform on the classpath, or set DJL_CACHE_DIR to a "
              + "folder that can be written.",
          missing);
    }
    keepMemory();
  }

  static Engine engine() {
    return LOADED.engine;
  }

  private static void keepMemory() {
    if (!Platform.isLinux()) {
      return;
    }
    try {
      Function mallopt = Function.getFunction("c", "mallopt");
      mallopt.invokeInt(new Object[] {M_MMAP_THRESHOLD, 1 << 25});
      mallopt.invokeInt(new Object[] {M_TRIM_THRESHOLD, Integer.MAX_VALUE});
      mallopt.invokeInt(new Object[] {M_TOP_PAD, 1 << 27});
    } catch (UnsatisfiedLinkError otherLibc) {
      System.getLogger("dev.hebb")
          .log(System.Logger.Level.DEBUG, "mallopt is not there", otherLibc);
    }
  }
}

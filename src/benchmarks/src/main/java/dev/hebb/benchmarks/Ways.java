package dev.hebb.benchmarks;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/** Opens a model in any way that the class path of this process has. */
final class Ways {
  private Ways() {}

  /** Hebb's own. */
  static Call hebb(ServedFile file) throws Exception {
    return Call.open("hebb", file);
  }

  /** A peer's; what is compiled against a class path of its own is found by name. */
  static Call of(PredictPeer peer, ServedFile file) throws Exception {
    return switch (peer) {
      case DJL_ORT -> DjlCall.onnxRuntime(file);
      case TENSORFLOW -> named("TensorFlowCall", file);
      case DL4J -> named("Dl4jCall", file);
      default -> Call.open(peer.title(), file);
    };
  }

  private static Call named(String name, ServedFile file) throws Exception {
    Method open =
        Class.forName("dev.hebb.benchmarks." + name).getDeclaredMethod("open", ServedFile.class);
    if (!Modifier.isStatic(open.getModifiers())) {
      throw new IllegalStateException(open + " must be static");
    }
    return (Call) open.invoke(null, file);
  }
}

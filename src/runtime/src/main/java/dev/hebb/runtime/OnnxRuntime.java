package dev.hebb.runtime;

import dev.hebb.runtime.engine.Installed;
import java.util.List;

/**
 * The ONNX Runtime that this JVM has.
 *
 * @param providers who can compute, as ONNX Runtime calls them
 */
public record OnnxRuntime(String version, List<String> providers) {
  public OnnxRuntime {
    providers = List.copyOf(providers);
  }

  /**
   * Loads it, if nobody has yet.
   *
   * @throws PredictorException when its native library cannot be loaded
   */
  public static OnnxRuntime load() {
    return Installed.load();
  }
}

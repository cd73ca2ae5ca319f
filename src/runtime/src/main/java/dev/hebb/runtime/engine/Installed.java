package dev.hebb.runtime.engine;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import dev.hebb.runtime.OnnxRuntime;

/** Says which ONNX Runtime is there. */
public final class Installed {
  private Installed() {}

  /** Loads it, if nobody has yet. */
  public static OnnxRuntime load() {
    try {
      OrtEnvironment environment = Loader.environment(false);
      return new OnnxRuntime(
          environment.getVersion(),
          OrtEnvironment.getAvailableProviders().stream().map(OrtProvider::getName).toList());
    } catch (LinkageError e) {
      throw OrtMessage.noLibrary("ONNX Runtime", e);
    }
  }
}

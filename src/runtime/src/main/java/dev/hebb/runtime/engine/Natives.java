package dev.hebb.runtime.engine;

import ai.onnxruntime.OrtEnvironment;
import dev.hebb.runtime.PredictorException;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * ONNX Runtime's native libraries. Its Java classes unpack them into a new temporary folder at
 * every start; here they are unpacked once, into a cache, and loaded from there.
 *
 * <p>The cache is {@code -Dhebb.cache=FOLDER}, or {@code hebb} among the caches of the user's
 * account. Where that cannot be written, and where {@code onnxruntime.native.*} properties say
 * otherwise, all is left to ONNX Runtime.
 */
final class Natives {
  /** The property that names the folder. */
  static final String CACHE = "hebb.cache";

  // Those that ONNX Runtime wants at once, as it calls them itself; not all are on every platform.
  private static final List<String> FIRST =
      List.of(
          "onnxruntime",
          "onnxruntime4j_jni",
          "onnxruntime_providers_shared",
          "webgpu_dawn",
          "dxil",
          "dxcompiler");

  /** The property by which ONNX Runtime is told. */
  static final String PATH = "onnxruntime.native.path";

  private static final String OVERRIDES = "onnxruntime.native.";

  private Natives() {}

  /** Where the libraries shall be loaded from; empty to leave that to ONNX Runtime. */
  static List<Path> prepare() {
    boolean asked = System.getProperty(CACHE) != null;
    boolean overridden =
        System.getProperties().stringPropertyNames().stream()
            .anyMatch(name -> name.startsWith(OVERRIDES));
    if (overridden) {
      return List.of();
    }
    try {
      Map<String, Unpacked> libraries = libraries(FIRST);
      if (libraries.isEmpty()) {
        return List.of();
      }
      Path folder = CacheFolder.natives().resolve(Unpacked.digest(libraries.values()));
      CacheFolder.create(folder);
      for (Map.Entry<String, Unpacked> library : libraries.entrySet()) {
        library.getValue().into(folder.resolve(library.getKey()));
      }
      return List.of(folder);
    } catch (IOException | RuntimeException e) {
      if (asked) {
        throw new PredictorException(
            "-D%s=%s".formatted(CACHE, System.getProperty(CACHE)),
            "ONNX Runtime's native library cannot be kept there (%s). Name a folder of your own that you may write and execute in."
                .formatted(e),
            e);
      }
      return List.of();
    }
  }

  /** Unpacks another library beside them, when there is one of this name. */
  static void add(Path folder, String name) {
    try {
      for (Map.Entry<String, Unpacked> library : libraries(List.of(name)).entrySet()) {
        library.getValue().into(folder.resolve(library.getKey()));
      }
    } catch (IOException e) {
      throw new PredictorException(
          folder.toString(), "%s cannot be unpacked there (%s).".formatted(name, e), e);
    }
  }

  private static Map<String, Unpacked> libraries(List<String> names) throws IOException {
    Map<String, Unpacked> libraries = new TreeMap<>();
    List<String> files = new ArrayList<>();
    names.forEach(name -> files.add(System.mapLibraryName(name).replace("jnilib", "dylib")));
    for (String file : files) {
      URL resource =
          OrtEnvironment.class.getResource("/ai/onnxruntime/native/" + platform() + "/" + file);
      if (resource != null) {
        libraries.put(file, Unpacked.of(resource));
      }
    }
    return libraries;
  }

  // As ONNX Runtime calls it: "linux-x64".
  private static String platform() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    String system = os.contains("mac") ? "osx" : os.contains("win") ? "win" : "linux";
    return system + "-" + (arch.equals("amd64") || arch.equals("x86_64") ? "x64" : arch);
  }
}

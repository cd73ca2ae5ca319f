package dev.hebb.runtime.engine;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import dev.hebb.runtime.Preset;
import dev.hebb.runtime.Provider;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Starts ONNX Runtime, once in a process. */
final class Loader {
  private static Optional<OrtEnvironment> environment = Optional.empty();
  private static volatile boolean pooled;
  private static volatile List<Path> folder = List.of();

  private Loader() {}

  /**
   * The one environment.
   *
   * @param pool whether it is to have threads that sessions share, should it not be there yet
   * @throws LinkageError when the native library cannot be loaded
   */
  static synchronized OrtEnvironment environment(boolean pool) {
    if (environment.isEmpty()) {
      CompletableFuture<Void> quiet = Way.begin();
      environment = Optional.of(DeepStack.call(() -> load(pool, quiet)));
    }
    return environment.get();
  }

  /** Whether it has threads for the sessions that share theirs. */
  static boolean isPooled() {
    return pooled;
  }

  /** ONNX Runtime's version. */
  static String version() {
    return environment(false).getVersion();
  }

  /** Puts the library of a provider where ONNX Runtime looks for it. */
  static void unpack(Provider provider) {
    String library = "onnxruntime_providers_" + provider.name().toLowerCase(Locale.ROOT);
    folder.forEach(each -> Natives.add(each, library));
  }

  private static OrtEnvironment load(boolean pool, CompletableFuture<Void> quiet) {
    folder = Natives.prepare();
    quiet.join();
    folder.forEach(each -> System.setProperty(Natives.PATH, each.toString()));
    try {
      OrtEnvironment started = pool ? withThreads() : OrtEnvironment.getEnvironment();
      folder.forEach(any -> removeTemporary());
      return started;
    } finally {
      folder.forEach(any -> System.clearProperty(Natives.PATH));
    }
  }

  private static OrtEnvironment withThreads() {
    try (OrtEnvironment.ThreadingOptions threads = new OrtEnvironment.ThreadingOptions()) {
      threads.setGlobalIntraOpNumThreads(Preset.POLITE.threads());
      threads.setGlobalInterOpNumThreads(1);
      threads.setGlobalSpinControl(false);
      OrtEnvironment started =
          OrtEnvironment.getEnvironment(
              OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING, OrtEnvironment.DEFAULT_NAME, threads);
      pooled = true;
      return started;
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    } catch (IllegalStateException startedBySomebodyElse) {
      return OrtEnvironment.getEnvironment();
    }
  }

  // It makes a temporary folder even where it puts nothing into it, and a process that is killed
  // would leave it behind.
  private static void removeTemporary() {
    try {
      Field made = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("tempDirectory");
      made.setAccessible(true);
      if (made.get(null) instanceof Path temporary) {
        Files.deleteIfExists(temporary);
      }
    } catch (ReflectiveOperationException | IOException | RuntimeException e) {
      // Then it goes when this process ends.
    }
  }
}

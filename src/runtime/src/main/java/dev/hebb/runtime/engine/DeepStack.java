package dev.hebb.runtime.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * A stack for what loads ONNX Runtime. On Linux, 1.29 reads the process's command line with a
 * pattern that recurses for each character: a class path of some 4,000 overflows an ordinary
 * thread's native stack, and the process dies without a word.
 */
final class DeepStack {
  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
  private static final long ORDINARY = 1 << 20;
  // It was seen to take about 250.
  private static final long BYTES_A_CHARACTER = 512;

  private DeepStack() {}

  /** What it gives, in a thread whose stack is deep enough. */
  static <T> T call(Supplier<T> loading) {
    CompletableFuture<T> loaded = new CompletableFuture<>();
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                loaded.complete(loading.get());
              } catch (RuntimeException | Error e) {
                loaded.completeExceptionally(e);
              }
            },
            "hebb-onnxruntime-loader",
            ORDINARY + BYTES_A_CHARACTER * commandLine());
    thread.setDaemon(true);
    thread.start();
    try {
      return loaded.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause();
    }
  }

  private static long commandLine() {
    try {
      return Files.exists(COMMAND_LINE) ? Files.readAllBytes(COMMAND_LINE).length : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}

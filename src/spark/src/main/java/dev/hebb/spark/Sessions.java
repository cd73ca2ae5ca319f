package dev.hebb.spark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What this JVM has opened: each model once, whichever task asks first. An executor has one process
 * and many tasks, so there is one such table for all of them.
 */
final class Sessions {
  private static final Map<String, Object> OPEN = new ConcurrentHashMap<>();

  private Sessions() {}

  /**
   * The model, opened.
   *
   * @param kind what it is opened as
   * @throws ScoringException when this host cannot; the text names it
   */
  static <T> T of(ModelBytes model, Class<T> kind, Function<Path, T> opening) {
    return kind.cast(
        OPEN.computeIfAbsent(
            kind.getSimpleName() + " " + model.digest(), key -> open(model, opening)));
  }

  private static Object open(ModelBytes model, Function<Path, ?> opening) {
    try {
      Path file = model.write();
      try {
        return opening.apply(file);
      } finally {
        Files.delete(file);
        Files.delete(file.getParent());
      }
    } catch (RuntimeException | IOException | LinkageError failure) {
      throw new ScoringException(
          "%s: cannot be opened on host %s (%s, %s): %s"
              .formatted(
                  model.name(),
                  host(),
                  System.getProperty("os.name"),
                  System.getProperty("os.arch"),
                  failure.getMessage()),
          failure);
    }
  }

  static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException unnamed) {
      return InetAddress.getLoopbackAddress().getHostName();
    }
  }
}

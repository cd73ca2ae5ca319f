package dev.hebb.spark;

import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.Predictors;
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

  /** The model, opened for rows: sizes change often, and none is worth a run on zeros. */
  static Predictors predictors(SentModel model) {
    return of(model, Predictors.class, file -> Predictors.open(file, Predictor.with().warmUp(0)));
  }

  /**
   * The model, opened.
   *
   * @param kind what it is opened as
   * @throws ScoringException when this host cannot; the text names it
   */
  static <T> T of(SentModel model, Class<T> kind, Function<Path, T> opening) {
    Object opened =
        OPEN.computeIfAbsent(
            kind.getSimpleName() + " " + model.id().digest(), key -> open(model, opening));
    if (opened instanceof ScoringException before) {
      throw new ScoringException(before.getMessage(), before);
    }
    return kind.cast(opened);
  }

  // A library that cannot be loaded is kept as such: Java says why the first time only.
  private static Object open(SentModel model, Function<Path, ?> opening) {
    try {
      Path file = model.write();
      try {
        return opening.apply(file);
      } finally {
        Files.delete(file);
        Files.delete(file.getParent());
      }
    } catch (RuntimeException | IOException | LinkageError failure) {
      ScoringException refused = refused(model.id().name(), failure);
      if (failure instanceof LinkageError || failure.getCause() instanceof LinkageError) {
        return refused;
      }
      throw refused;
    }
  }

  private static ScoringException refused(String model, Throwable failure) {
    return new ScoringException(
        "%s: cannot be opened on %s: %s".formatted(model, here(), failure.getMessage()), failure);
  }

  /** Where this is: {@code host worker-3 (Linux, amd64)}. */
  static String here() {
    return "host %s (%s, %s)"
        .formatted(host(), System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException unnamed) {
      return InetAddress.getLoopbackAddress().getHostName();
    }
  }
}

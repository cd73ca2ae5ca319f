package dev.hebb.runtime;

import ai.onnxruntime.OrtException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A streaming file, ready to be ticked by as many streams as wanted: one session for all, and each
 * stream costs what it remembers.
 *
 * <pre>{@code
 * try (Streams streams = Streams.open(Path.of("stock.step.onnx"))) {
 *   Stream dax = streams.open();
 *   dax.input().set(0, tick);
 *   dax.step();
 *   float next = dax.output().get(0);
 * }
 * }</pre>
 *
 * <p>Thread-safe. Each stream is for one thread at a time; different streams step at the same time.
 */
public final class Streams implements AutoCloseable {
  private final Loaded loaded;
  private final Twin twin;
  private final PredictorOptions options;
  private final Set<Stream> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private Optional<Plan> usual = Optional.empty();
  private boolean closed;

  Streams(Loaded loaded, Twin twin, PredictorOptions options) {
    this.loaded = loaded;
    this.twin = twin;
    this.options = options;
  }

  /**
   * Opens a streaming file, for streams of one row each, on one thread a tick.
   *
   * @throws PredictorException when the file is missing, changed, not readable as ONNX, or not a
   *     streaming file
   */
  public static Streams open(Path file) {
    return with().open(file);
  }

  /** The defaults, to be changed before opening. */
  public static StreamOptions with() {
    return new StreamOptions(PredictorOptions.DEFAULTS);
  }

  /**
   * A new stream, before its first tick.
   *
   * @throws PredictorException when the file leaves a dimension open
   */
  public synchronized Stream open() {
    if (usual.isEmpty()) {
      Plan plan = plan(Map.of());
      warmUp(plan);
      usual = Optional.of(plan);
    }
    return opened(usual.get());
  }

  /**
   * A new stream of other sizes than these were opened with: for what was computed once over a
   * sequence of its own length.
   *
   * @param dims sizes of symbolic dimensions, by symbol
   * @throws PredictorException when the file leaves a dimension open, or has none of that name
   */
  public synchronized Stream open(Map<String, Integer> dims) {
    return opened(plan(dims));
  }

  private Plan plan(Map<String, Integer> dims) {
    checkOpen();
    PredictorOptions wanted = options;
    for (Map.Entry<String, Integer> dim : new TreeMap<>(dims).entrySet()) {
      wanted = wanted.dim(dim.getKey(), dim.getValue());
    }
    Binding binding = Binding.of(loaded.file(), engine().inputs(), wanted, loaded.metadata());
    try {
      return Plan.of(engine(), binding);
    } catch (OrtException e) {
      throw OrtMessage.sizes(loaded.file(), binding, engine().version(), e);
    }
  }

  private void warmUp(Plan plan) {
    try (Stream stream = opened(plan)) {
      for (int tick = 0; tick < options.warmUps(); tick++) {
        stream.step();
      }
    }
  }

  private Stream opened(Plan plan) {
    checkOpen();
    try {
      Stream stream = Stream.of(this, plan);
      open.add(stream);
      return stream;
    } catch (OrtException e) {
      throw OrtMessage.running(loaded.file(), engine().version(), e);
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException(
          loaded.file() + ": these Streams are closed. Open the file again.");
    }
  }

  String file() {
    return loaded.file();
  }

  Engine engine() {
    return loaded.engine();
  }

  Metadata notes() {
    return loaded.metadata();
  }

  Twin twin() {
    return twin;
  }

  /** The digest of the model. */
  String model() {
    return loaded.metadata().notes().getOrDefault(Metadata.MODEL, "");
  }

  /** What begins a description. */
  String title() {
    String by =
        loaded.metadata().producer().isEmpty()
            ? ""
            : ", written by " + loaded.metadata().producer();
    return "%s%s, streams over %s".formatted(file(), by, twin.over());
  }

  /** What ends a description. */
  String foot() {
    int threads = options.threads();
    return "  %s\n  ONNX Runtime %s, %s"
        .formatted(
            loaded.proof().text(),
            engine().version(),
            threads == 1 ? "1 thread" : threads + " threads");
  }

  synchronized void forget(Stream stream) {
    open.remove(stream);
  }

  /** The notes in the file, by key; unmodifiable. */
  public Map<String, String> metadata() {
    return loaded.metadata().notes();
  }

  /** Whether the file is as Hebb exported it and its golden vectors passed when it was opened. */
  public boolean proven() {
    return loaded.proof().proven();
  }

  /** Closes all streams, after the ticks in progress have ended; again does nothing. */
  @Override
  public void close() {
    List<Stream> streams;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      streams = new ArrayList<>(open);
    }
    streams.forEach(Stream::close);
    loaded.close();
  }
}

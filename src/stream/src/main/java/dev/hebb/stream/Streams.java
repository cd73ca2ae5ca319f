package dev.hebb.stream;

import ai.onnxruntime.OrtException;
import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.PredictorOptions;
import dev.hebb.runtime.engine.Binding;
import dev.hebb.runtime.engine.Door;
import dev.hebb.runtime.engine.Engine;
import dev.hebb.runtime.engine.Loaded;
import dev.hebb.runtime.engine.Metadata;
import dev.hebb.runtime.engine.ModelFile;
import dev.hebb.runtime.engine.OrtMessage;
import dev.hebb.runtime.engine.Plan;
import dev.hebb.stream.tick.Program;
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
  private final Optional<Programs> programs;
  private final Set<Stream> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private Optional<Ready> usual = Optional.empty();
  private boolean closed;

  Streams(Loaded loaded, Twin twin, PredictorOptions options, Optional<Programs> programs) {
    this.loaded = loaded;
    this.twin = twin;
    this.options = options;
    this.programs = programs;
  }

  static Streams open(ModelFile file, StreamOptions how) {
    PredictorOptions options = how.options();
    Loaded loaded = Loaded.open(file, Door.STREAMS, options);
    try {
      Twin twin = Twin.of(loaded.metadata(), loaded.engine());
      Programs programs = new Programs(file);
      boolean same = how.java() && (options.trusted() || programs.hold(loaded));
      return new Streams(loaded, twin, options, same ? Optional.of(programs) : Optional.empty());
    } catch (RuntimeException | Error e) {
      loaded.close();
      throw e;
    }
  }

  /** What all streams of the same sizes have in common. */
  private record Ready(Plan plan, Optional<Program> program) {}

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
    return new StreamOptions(Predictor.with(), true);
  }

  /**
   * A new stream, before its first tick.
   *
   * @throws PredictorException when the file leaves a dimension open
   * @throws IllegalStateException when closed
   */
  public synchronized Stream open() {
    if (usual.isEmpty()) {
      Ready ready = ready(Map.of());
      warmUp(ready);
      usual = Optional.of(ready);
    }
    return opened(usual.get());
  }

  /**
   * A new stream of other sizes than these were opened with: for what was computed once over a
   * sequence of its own length.
   *
   * @param dims sizes of symbolic dimensions, by symbol
   * @throws PredictorException when the file leaves a dimension open, or has none of that name
   * @throws IllegalStateException when closed
   */
  public synchronized Stream open(Map<String, Integer> dims) {
    return opened(ready(dims));
  }

  private Ready ready(Map<String, Integer> dims) {
    checkOpen();
    PredictorOptions wanted = options;
    for (Map.Entry<String, Integer> dim : new TreeMap<>(dims).entrySet()) {
      wanted = wanted.dim(dim.getKey(), dim.getValue());
    }
    Binding binding = Binding.of(file(), engine().inputs(), wanted, loaded.metadata()).with(dims);
    try {
      Plan plan = Plan.of(engine(), binding);
      return new Ready(plan, programs.flatMap(each -> each.of(plan)));
    } catch (OrtException e) {
      throw OrtMessage.sizes(file(), binding, engine().version(), e);
    }
  }

  private void warmUp(Ready ready) {
    try (Stream stream = opened(ready)) {
      for (int tick = 0; tick < options.warmUps(); tick++) {
        stream.step();
      }
    }
  }

  private Stream opened(Ready ready) {
    checkOpen();
    try {
      Stream stream = Stream.of(this, ready.plan(), ready.program());
      open.add(stream);
      return stream;
    } catch (OrtException e) {
      throw OrtMessage.running(file(), engine().version(), e);
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException(file() + ": these Streams are closed. Open the file again.");
    }
  }

  synchronized void forget(Stream stream) {
    open.remove(stream);
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

  /** What the file says of its states; for the rooms of Hebb. */
  public Twin twin() {
    return twin;
  }

  /** The file; for the rooms of Hebb. */
  public Loaded loaded() {
    return loaded;
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

  /**
   * What ends a description.
   *
   * @param java whether ticks are computed in Java
   */
  String foot(boolean java) {
    return "  %s\n  ticks in %s"
        .formatted(loaded.proof().text(), java ? "Java" : engine().describe());
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

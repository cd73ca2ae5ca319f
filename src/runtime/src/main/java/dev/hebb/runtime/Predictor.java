package dev.hebb.runtime;

import ai.onnxruntime.OrtException;
import dev.hebb.runtime.engine.Engine;
import dev.hebb.runtime.engine.Gate;
import dev.hebb.runtime.engine.Loaded;
import dev.hebb.runtime.engine.Metadata;
import dev.hebb.runtime.engine.OrtMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A model file, ready to predict: everything is checked, resolved and allocated when it is opened,
 * and a run is one native call.
 *
 * <pre>{@code
 * try (Predictor p = Predictor.open(Path.of("stock.onnx"))) {
 *   p.input().put(0, window);
 *   p.run();
 *   float next = p.output().get(0);
 * }
 * }</pre>
 *
 * <p>Not thread-safe: each thread opens its own. A second run at the same time is refused, and
 * {@link #close()} waits for a run in progress. What runs or touches values throws {@link
 * IllegalStateException} after {@code close()}; the descriptions stay readable.
 */
public final class Predictor implements AutoCloseable {
  private final Gate gate;
  private final Loaded loaded;
  private final Engine engine;
  private final Bindings bindings;
  private final Metadata metadata;
  private final Watch watch;

  Predictor(Gate gate, Loaded loaded, Bindings bindings, Watch watch) {
    this.gate = gate;
    this.loaded = loaded;
    this.engine = loaded.engine();
    this.bindings = bindings;
    this.metadata = loaded.metadata();
    this.watch = watch;
  }

  /**
   * Opens a model file with the sizes it declares, on one thread.
   *
   * @throws PredictorException when the file is missing, changed, not readable as ONNX, or leaves a
   *     dimension open
   */
  public static Predictor open(Path file) {
    return with().open(file);
  }

  /**
   * A predictor over a file that somebody else has loaded, and who frees it afterwards.
   *
   * @throws PredictorException when the file does not go with these options
   */
  public static Predictor over(Loaded loaded, PredictorOptions options) {
    return Opening.over(loaded.lent(), options);
  }

  /** The defaults, to be changed before opening. */
  public static PredictorOptions with() {
    return PredictorOptions.DEFAULTS;
  }

  /**
   * Computes the outputs from the inputs.
   *
   * @throws PredictorException when a whole number is outside of what the file says it takes, or
   *     when ONNX Runtime refuses, with what it said
   * @throws IllegalStateException when closed, or running in another thread
   */
  public void run() {
    gate.enter();
    long began = watch.begin();
    boolean done = false;
    try {
      Flight.run(this);
      done = true;
    } catch (OrtException e) {
      throw OrtMessage.running(metadata.file(), engine.version(), e);
    } finally {
      gate.exit();
      if (!done) {
        watch.failed();
      }
    }
    watch.ran(this, began);
  }

  /** The run itself. */
  void compute() throws OrtException {
    Wiring wiring = bindings.current();
    wiring.check();
    wiring.run();
  }

  /** Back to the sizes that it was opened with; false when closed, or running in another thread. */
  boolean reset() {
    if (!gate.tryEnter()) {
      return false;
    }
    try {
      bindings.reset();
      return true;
    } finally {
      gate.exit();
    }
  }

  /** The file in ONNX Runtime; for the rooms of Hebb. */
  public Loaded loaded() {
    return loaded;
  }

  /** The sizes that are bound, by symbol. */
  public Map<String, Integer> sizes() {
    return bindings.sizes();
  }

  /**
   * Binds a symbolic dimension anew; the others stay. Inputs and outputs of other sizes are others:
   * ask for them again. Sizes that were bound before come back with their memory and what is in it,
   * and leave nothing for the garbage collector; the last 32 are kept.
   *
   * @param symbol its name in the file, or {@code input[axis]} where the file has no name for it
   * @param size at least 1
   * @return this
   * @throws PredictorException when there is no such dimension, or the model cannot have that size;
   *     all is then as before
   * @throws IllegalStateException when closed, or running in another thread
   */
  public Predictor bind(String symbol, int size) {
    gate.enter();
    try {
      bindings.begin();
      bindings.size(symbol, size);
      bindings.apply();
      return this;
    } finally {
      gate.exit();
    }
  }

  /** As {@link #bind(String, int)}, two at once: batch and time. */
  public Predictor bind(String symbol, int size, String other, int otherSize) {
    gate.enter();
    try {
      bindings.begin();
      bindings.size(symbol, size);
      bindings.size(other, otherSize);
      bindings.apply();
      return this;
    } finally {
      gate.exit();
    }
  }

  /** As {@link #bind(String, int)}, of any number. */
  public Predictor bind(Map<String, Integer> sizes) {
    gate.enter();
    try {
      bindings.begin();
      sizes.forEach(bindings::size);
      bindings.apply();
      return this;
    } finally {
      gate.exit();
    }
  }

  /** The only input; an error when there are several. */
  public Input input() {
    return bindings.current().inputs().only();
  }

  /** The input of this name. */
  public Input input(String name) {
    return bindings.current().inputs().named(name);
  }

  /** Every input, in the order of the file. */
  public List<Input> inputs() {
    return bindings.current().inputs().all();
  }

  /** The only output; an error when there are several. */
  public Output output() {
    return bindings.current().outputs().only();
  }

  /**
   * The output of this name. Where its sizes depend on values, such as that of what was found in a
   * picture, it is another one after a run that gave other sizes: ask again.
   */
  public Output output(String name) {
    return bindings.current().outputs().named(name);
  }

  /** Every output, in the order of the file. */
  public List<Output> outputs() {
    return bindings.current().outputs().all();
  }

  /** The notes in the file, by key; unmodifiable. */
  public Map<String, String> metadata() {
    return metadata.notes();
  }

  /** Whether the file is as Hebb exported it and its golden vectors passed when it was opened. */
  public boolean proven() {
    return loaded.proof().proven();
  }

  /**
   * Runs the file's golden vectors again. Inputs and outputs keep their values.
   *
   * @return the largest distance of a value from the expected one, divided by the larger of 1 and
   *     the expected value
   * @throws PredictorException when that is more than the file's tolerance, or it has no golden
   *     vectors
   */
  public double verify() {
    if (metadata.goldenCount() == 0) {
      throw new PredictorException(
          metadata.file(), "has no golden vectors to verify. Export it with Hebb.");
    }
    gate.enter();
    try {
      return loaded.goldens().run();
    } finally {
      gate.exit();
    }
  }

  /** The file, its inputs and outputs, what is proven and how it runs, in a few lines. */
  public String describe() {
    StringBuilder text = new StringBuilder(metadata.file());
    if (!metadata.producer().isEmpty()) {
      text.append(", written by ").append(metadata.producer());
    }
    bindings
        .current()
        .inputs()
        .all()
        .forEach(port -> text.append("\n  input  ").append(port.describe()));
    bindings
        .current()
        .outputs()
        .all()
        .forEach(port -> text.append("\n  output ").append(port.describe()));
    text.append("\n  ").append(loaded.proof().text());
    return text.append("\n  ").append(loaded.engine().describe()).toString();
  }

  /** Frees the native memory, after a run in progress has ended; again does nothing. */
  @Override
  public void close() {
    if (gate.close()) {
      bindings.close();
      loaded.close();
    }
  }
}

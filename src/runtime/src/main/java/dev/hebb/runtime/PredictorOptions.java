package dev.hebb.runtime;

import dev.hebb.runtime.engine.ModelFile;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a {@link Predictor} is opened. Each method returns a new value; start with {@link
 * Predictor#with()}.
 *
 * <pre>{@code
 * Predictor.with().dim("time", 30).batch(8).open(Path.of("stock.onnx"))
 * }</pre>
 *
 * @param dims sizes of symbolic dimensions, by symbol; the file's defaults count for the others
 * @param rows size of the batch dimension; 0 leaves it to {@code dims} and the file
 * @param warmUps runs on zeros before the predictor is handed out
 * @param trusted whether the digest and the golden vectors stay unchecked
 * @param numbersOnly whether what is not a number is refused
 * @param session how ONNX Runtime runs the file
 */
public record PredictorOptions(
    Map<String, Integer> dims,
    int rows,
    int warmUps,
    boolean trusted,
    boolean numbersOnly,
    SessionOptions session) {
  static final PredictorOptions DEFAULTS =
      new PredictorOptions(Map.of(), 0, 2, false, false, SessionOptions.DEFAULTS);

  /**
   * Checks the numbers.
   *
   * @throws PredictorException when one is too small
   */
  public PredictorOptions {
    dims = Collections.unmodifiableMap(new TreeMap<>(dims));
    dims.forEach((symbol, size) -> atLeast(1, size, "dim(\"" + symbol + "\", " + size + ")"));
    atLeast(0, rows, "batch(" + rows + ")");
    atLeast(0, warmUps, "warmUp(" + warmUps + ")");
  }

  /**
   * Binds a symbolic dimension.
   *
   * @param symbol its name in the file, or {@code input[axis]} where the file has no name for it
   * @param size at least 1
   */
  public PredictorOptions dim(String symbol, int size) {
    Map<String, Integer> more = new TreeMap<>(dims);
    more.put(symbol, size);
    return new PredictorOptions(more, rows, warmUps, trusted, numbersOnly, session);
  }

  /**
   * Binds the symbol {@code batch}, or the first axis 0 that is symbolic when there is none.
   *
   * @param size at least 1
   */
  public PredictorOptions batch(int size) {
    atLeast(1, size, "batch(" + size + ")");
    return new PredictorOptions(dims, size, warmUps, trusted, numbersOnly, session);
  }

  /**
   * Runs on zeros this often before the predictor is handed out, so that the first call is fast.
   */
  public PredictorOptions warmUp(int runs) {
    return new PredictorOptions(dims, rows, runs, trusted, numbersOnly, session);
  }

  /** Opens without checking the digest and the golden vectors. */
  public PredictorOptions trust() {
    return new PredictorOptions(dims, rows, warmUps, true, numbersOnly, session);
  }

  /** Refuses to run on floats that are not a number (NaN); each run then reads all of them. */
  public PredictorOptions rejectNaN() {
    return new PredictorOptions(dims, rows, warmUps, trusted, true, session);
  }

  /** What a run takes of the machine; {@link Preset#SINGLE} if nothing is said. */
  public PredictorOptions preset(Preset preset) {
    return session(session.preset(preset));
  }

  /** Lets {@code count} threads work together on one run; small models are fastest with one. */
  public PredictorOptions threads(int count) {
    atLeast(1, count, "threads(" + count + ")");
    return session(session.threads(count));
  }

  /**
   * Who computes, the first choice first. What the last one cannot compute is an error, never left
   * to the processor in silence: name {@link Provider#CPU} last to allow that.
   */
  public PredictorOptions on(Provider... providers) {
    return session(session.on(providers));
  }

  /**
   * Keeps what ONNX Runtime makes of the file in this folder, so that it need not be made at the
   * next start. A file of its own for each model and version of ONNX Runtime; nothing is ever
   * removed.
   */
  public PredictorOptions optimisedIn(Path folder) {
    return session(session.optimisedIn(folder));
  }

  /** Reads the file where it lies, without a copy on the heap; it must not change meanwhile. */
  public PredictorOptions mapped() {
    return session(session.map());
  }

  /** Calls ONNX Runtime through JNI even where foreign functions could. */
  public PredictorOptions jni() {
    return session(session.throughJni());
  }

  /** How ONNX Runtime runs the file. */
  public PredictorOptions session(SessionOptions other) {
    return new PredictorOptions(dims, rows, warmUps, trusted, numbersOnly, other);
  }

  /**
   * Opens a model file.
   *
   * @throws PredictorException when the file is missing, changed, not readable as ONNX, or does not
   *     go with these options
   */
  public Predictor open(Path file) {
    return Opening.open(ModelFile.read(file, session), this);
  }

  /** An error when a number of a call is too small. */
  public static void atLeast(int least, int number, String call) {
    if (number < least) {
      throw new PredictorException(call, "expected at least " + least + ".");
    }
  }
}

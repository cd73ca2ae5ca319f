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
 * @param threads threads that work together on one run
 */
public record PredictorOptions(
    Map<String, Integer> dims, int rows, int warmUps, boolean trusted, int threads) {
  static final PredictorOptions DEFAULTS = new PredictorOptions(Map.of(), 0, 2, false, 1);

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
    atLeast(1, threads, "threads(" + threads + ")");
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
    return new PredictorOptions(more, rows, warmUps, trusted, threads);
  }

  /**
   * Binds the symbol {@code batch}, or the first axis 0 that is symbolic when there is none.
   *
   * @param size at least 1
   */
  public PredictorOptions batch(int size) {
    atLeast(1, size, "batch(" + size + ")");
    return new PredictorOptions(dims, size, warmUps, trusted, threads);
  }

  /**
   * Runs on zeros this often before the predictor is handed out, so that the first call is fast.
   */
  public PredictorOptions warmUp(int runs) {
    return new PredictorOptions(dims, rows, runs, trusted, threads);
  }

  /** Opens without checking the digest and the golden vectors. */
  public PredictorOptions trust() {
    return new PredictorOptions(dims, rows, warmUps, true, threads);
  }

  /** Lets {@code count} threads work together on one run; small models are fastest with one. */
  public PredictorOptions threads(int count) {
    return new PredictorOptions(dims, rows, warmUps, trusted, count);
  }

  /**
   * Opens a model file.
   *
   * @throws PredictorException when the file is missing, changed, not readable as ONNX, or does not
   *     go with these options
   */
  public Predictor open(Path file) {
    return Opening.open(ModelFile.read(file), this);
  }

  public static void atLeast(int least, int number, String call) {
    if (number < least) {
      throw new PredictorException(call, "expected at least " + least + ".");
    }
  }
}

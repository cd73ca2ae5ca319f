package dev.hebb.stream;

import dev.hebb.runtime.PredictorOptions;
import dev.hebb.runtime.engine.ModelFile;
import java.nio.file.Path;

/**
 * How {@link Streams} are opened. Each method returns a new value; start with {@link
 * Streams#with()}.
 *
 * <pre>{@code
 * Streams.with().batch(8).open(Path.of("stock.step.onnx"))
 * }</pre>
 *
 * @param options as for a {@link Predictor} of the step
 * @param java whether small steps may be computed in Java
 */
public record StreamOptions(PredictorOptions options, boolean java) {
  /** As for a {@link dev.hebb.runtime.Predictor} of the step. */
  public StreamOptions options(PredictorOptions other) {
    return new StreamOptions(other, java);
  }

  /** Binds a symbolic dimension, as {@link PredictorOptions#dim}. */
  public StreamOptions dim(String symbol, int size) {
    return new StreamOptions(options.dim(symbol, size), java);
  }

  /** So many rows tick together in each stream, as {@link PredictorOptions#batch}. */
  public StreamOptions batch(int size) {
    return new StreamOptions(options.batch(size), java);
  }

  /** Ticks on zeros this often before the streams are handed out. */
  public StreamOptions warmUp(int ticks) {
    return new StreamOptions(options.warmUp(ticks), java);
  }

  /** Opens without checking the digest and the golden vectors. */
  public StreamOptions trust() {
    return new StreamOptions(options.trust(), java);
  }

  /** Lets {@code count} threads work together on one tick. */
  public StreamOptions threads(int count) {
    return new StreamOptions(options.threads(count), java);
  }

  /**
   * Every tick by ONNX Runtime. Otherwise a step of a few thousand multiplications, all of whose
   * operators are known, is computed in Java: that takes less time than to call ONNX Runtime.
   */
  public StreamOptions onnxRuntime() {
    return new StreamOptions(options, false);
  }

  /**
   * Opens a streaming file.
   *
   * @throws PredictorException when the file is missing, changed, not readable as ONNX, or not a
   *     streaming file
   */
  public Streams open(Path file) {
    return Streams.open(ModelFile.read(file, options.session()), this);
  }
}

package dev.hebb.gallery;

import dev.hebb.graph.Tensor;
import dev.hebb.runtime.Input;
import dev.hebb.runtime.Output;
import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.PredictorOptions;
import java.nio.FloatBuffer;
import java.nio.file.Path;

/** What an exported file says to many rows, by the runtime. */
final class Inference {
  private static final int BATCH = 100;

  private Inference() {}

  /**
   * The output for each row.
   *
   * @param rows {@code [rows, ...]} as the file's only input takes them
   */
  static Tensor of(Path file, Tensor rows) {
    return of(file, rows, Predictor.with());
  }

  /** The same with a file opened otherwise. */
  static Tensor of(Path file, Tensor rows, PredictorOptions options) {
    long[] dims = rows.dims();
    int count = Math.toIntExact(dims[0]);
    int batch = Math.min(BATCH, count);
    try (Predictor predictor = options.batch(batch).open(file)) {
      Input input = predictor.input();
      Output output = predictor.output();
      float[] all = new float[count * output.rowLength()];
      for (int from = 0; from < count; from += batch) {
        int taken = Math.min(batch, count - from);
        FloatBuffer values = rows.rows(from, from + taken).floats();
        input.floats().put(values); // Where fewer are left, those of the batch before stand behind.
        predictor.run();
        output.floats().get(all, from * output.rowLength(), taken * output.rowLength());
      }
      long[] shape = output.dims();
      shape[0] = count;
      return Tensor.of(all, shape);
    }
  }
}

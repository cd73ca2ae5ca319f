package dev.hebb.stream;

import static dev.hebb.runtime.ModelBuilder.FLOAT;

import dev.hebb.runtime.ModelBuilder;
import java.nio.file.Path;
import java.util.List;

/** A stream that sums up what came, and how a test looks at it. */
final class Sums {
  private Sums() {}

  /** What came so far, summed, times 3 and 5: x [batch, 2] -> y [batch, 2]. */
  static ModelBuilder model() {
    return new ModelBuilder()
        .hebb()
        .note("hebb.model.sha256", "0123456789abcdef")
        .note("hebb.stream.over", "time")
        .note("hebb.stream.state.sum", "sum/next")
        .note("hebb.unit.x", "kg")
        .input("x", FLOAT, "batch", 2)
        .input("sum", FLOAT, "batch", 2)
        .output("y", FLOAT, "batch", 2)
        .output("sum/next", FLOAT, "batch", 2)
        .floats("scale", new float[] {3, 5}, 2)
        .node("Add", List.of("sum", "x"), "sum/next")
        .node("Mul", List.of("sum/next", "scale"), "y");
  }

  static Path file(Path folder) {
    return model().writeSealed(folder.resolve("sums.onnx"));
  }

  static Streams opened(StreamOptions options, boolean java, Path file) {
    return (java ? options : options.onnxRuntime()).open(file);
  }

  static float[] values(Stream stream) {
    float[] values = new float[stream.output().length()];
    stream.output().floats().get(values);
    return values;
  }
}

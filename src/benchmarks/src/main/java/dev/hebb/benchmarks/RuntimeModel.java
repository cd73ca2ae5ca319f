package dev.hebb.benchmarks;

import java.nio.file.Path;
import java.util.List;

/**
 * A model that latency is measured on, for a batch of one row.
 *
 * @param dims sizes of its input; its output is [1, 1]
 */
record RuntimeModel(Path file, List<Integer> dims) {

  /** "dense" or "lstm". */
  static RuntimeModel of(String name) {
    return switch (name) {
      case "dense" -> dense();
      case "lstm" -> lstm();
      default -> throw new IllegalArgumentException("no model is called " + name);
    };
  }

  /** 60 -> 16 relu -> 1: [batch, 60] -> [batch, 1]. */
  private static RuntimeModel dense() {
    Path file =
        new ModelWriter()
            .input("x", "batch", 60)
            .output("y", "batch", 1)
            .weights("w1", 60, 16)
            .weights("b1", 16)
            .weights("w2", 16, 1)
            .weights("b2", 1)
            .node("Gemm", List.of("x", "w1", "b1"), List.of("h"))
            .node("Relu", List.of("h"), List.of("a"))
            .node("Gemm", List.of("a", "w2", "b2"), List.of("y"))
            .write();
    return new RuntimeModel(file, List.of(1, 60));
  }

  /**
   * LSTM 20, LSTM 10, dense 1 on 30 steps of one feature: [batch, time, 1] -> [batch, 1]. Within
   * ONNX time is the first axis: [time, batch, features] -> [time, 1, batch, units].
   */
  private static RuntimeModel lstm() {
    Path file =
        new ModelWriter()
            .input("x", "batch", "time", 1)
            .output("y", "batch", 1)
            .weights("w1", 1, 80, 1)
            .weights("r1", 1, 80, 20)
            .weights("b1", 1, 160)
            .weights("w2", 1, 40, 20)
            .weights("r2", 1, 40, 10)
            .weights("b2", 1, 80)
            .weights("w3", 10, 1)
            .weights("b3", 1)
            .axis("first", 0)
            .axis("second", 1)
            .node("Transpose", List.of("x"), List.of("t"), ModelWriter.integers("perm", 1L, 0L, 2L))
            .node(
                "LSTM",
                List.of("t", "w1", "r1", "b1"),
                List.of("h1"),
                ModelWriter.integer("hidden_size", 20))
            .node("Squeeze", List.of("h1", "second"), List.of("s1"))
            .node(
                "LSTM",
                List.of("s1", "w2", "r2", "b2"),
                List.of("", "h2"),
                ModelWriter.integer("hidden_size", 10))
            .node("Squeeze", List.of("h2", "first"), List.of("s2"))
            .node("Gemm", List.of("s2", "w3", "b3"), List.of("y"))
            .write();
    return new RuntimeModel(file, List.of(1, 30, 1));
  }

  long[] shape() {
    return dims.stream().mapToLong(Integer::longValue).toArray();
  }

  int length() {
    return dims.stream().reduce(1, (a, b) -> a * b);
  }

  /** A row to predict from. */
  float[] row() {
    float[] row = new float[length()];
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) Math.sin(i);
    }
    return row;
  }
}

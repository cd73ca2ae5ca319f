package dev.hebb.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtEnvironment;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a value that does not fit is told. */
class ValueErrorsTest {
  @TempDir private Path folder;

  @Test
  void aRowOfTheWrongLength() {
    try (Predictor p = Predictor.open(Samples.prices().writeSealed(file("stock-lstm.onnx")))) {
      refused(
          () -> p.input().put(0, new float[60]),
          "stock-lstm.onnx: input \"prices\" takes 300 floats a row (60 x 5), got 60.");
      refused(
          () -> p.output().get(0, new float[1]),
          "stock-lstm.onnx: output \"next\" gives 5 floats a row, got 1.");
    }
    Path scalar = Samples.relu("batch").write(file("one.onnx"));
    try (Predictor p = Predictor.open(scalar)) {
      refused(
          () -> p.input().put(0, new float[2]),
          "one.onnx: input \"x\" takes 1 float a row, got 2.");
    }
  }

  @Test
  void allRowsOfTheWrongLength() {
    Path file = Samples.prices().writeSealed(file("stock-lstm.onnx"));
    try (Predictor p = Predictor.with().batch(2).open(file)) {
      refused(
          () -> p.input().put(new float[300]),
          "stock-lstm.onnx: input \"prices\" takes 600 floats in all (2 x 60 x 5), got 300.");
    }
  }

  @Test
  void aRowThatIsNotThere() {
    Path file = Samples.prices().writeSealed(file("stock-lstm.onnx"));
    try (Predictor p = Predictor.with().batch(2).open(file)) {
      refused(
          () -> p.input().put(2, new float[300]),
          "stock-lstm.onnx: input \"prices\" has 2 rows (0 to 1), got row 2."
              + " Open with Predictor.with().batch(n) for more rows.");
    }
    Path lstm = Samples.lstm().write(file("lstm.onnx"));
    try (Predictor p = Predictor.with().dim("time", 4).open(lstm)) {
      refused(
          () -> p.input().put(4, new float[2]),
          "lstm.onnx: input \"x\" has 4 rows (0 to 3), got row 4."
              + " Open with Predictor.with().dim(\"time\", n) for more rows.");
    }
    try (Predictor p = Predictor.open(Samples.relu(1, 2).write(file("fixed.onnx")))) {
      refused(
          () -> p.output().get(-1, new float[2]),
          "fixed.onnx: output \"y\" has 1 row (0 to 0), got row -1.");
    }
  }

  @Test
  void anIndexThatIsNotThere() {
    try (Predictor p = Predictor.open(Samples.dense().write(file("dense.onnx")))) {
      refused(
          () -> p.input().set(3, 1), "dense.onnx: input \"x\" has 3 floats (0 to 2), got index 3.");
      refused(
          () -> p.output().get(-1),
          "dense.onnx: output \"y\" has 2 floats (0 to 1), got index -1.");
    }
  }

  @Test
  void valuesOfAnotherType() {
    String tokens =
        "tokens.onnx: input \"tokens\" holds int64, not float32. Use longs() or put(row, long[]).";
    String lengths =
        "tokens.onnx: input \"lengths\" holds int32, not int64. Use ints() or put(row, int[]).";
    String same =
        "tokens.onnx: output \"same\" holds int64, not float32. Use longs() or get(row, long[]).";
    try (Predictor p = Predictor.open(Samples.tokens().write(file("tokens.onnx")))) {
      Input input = p.input("tokens");
      refused(() -> input.put(0, new float[3]), tokens);
      refused(() -> input.put(new float[3]), tokens);
      refused(() -> input.set(0, 1), tokens);
      refused(() -> input.get(0), tokens);
      refused(input::floats, tokens);
      refused(() -> p.input("lengths").put(0, new long[1]), lengths);
      refused(() -> p.input("lengths").put(new long[1]), lengths);
      refused(() -> p.input("lengths").setLong(0, 1), lengths);
      refused(() -> p.input("lengths").getLong(0), lengths);
      refused(() -> p.input("lengths").longs(), lengths);
      refused(() -> p.output("same").get(0, new float[3]), same);
      refused(() -> p.output("same").get(0), same);
    }
    String x =
        "dense.onnx: input \"x\" holds float32, not int32. Use floats() or put(row, float[]).";
    try (Predictor p = Predictor.open(Samples.dense().write(file("dense.onnx")))) {
      refused(() -> p.input().put(0, new int[3]), x);
      refused(() -> p.input().put(new int[3]), x);
      refused(() -> p.input().setInt(0, 1), x);
      refused(() -> p.input().getInt(0), x);
      refused(() -> p.input().ints(), x);
    }
  }

  @Test
  void aNameThatIsNotThere() {
    try (Predictor p = Predictor.open(Samples.tokens().write(file("tokens.onnx")))) {
      refused(
          () -> p.input("token"),
          "tokens.onnx: has no input \"token\", only \"tokens\", \"lengths\".");
      refused(
          () -> p.output("tokens"),
          "tokens.onnx: has no output \"tokens\", only \"same\", \"count\".");
    }
  }

  @Test
  void valuesTheModelCannotTake() {
    Path file =
        new ModelBuilder()
            .input("row", ModelBuilder.INT64, 1)
            .output("y", ModelBuilder.FLOAT, 1)
            .floats("table", new float[] {1, 2, 3}, 3)
            .node("Gather", List.of("table", "row"), "y")
            .write(file("table.onnx"));
    try (Predictor p = Predictor.open(file)) {
      p.input().setLong(0, 7);
      refused(
          p::run,
          "table.onnx: cannot compute this (ONNX Runtime "
              + OrtEnvironment.getEnvironment().getVersion()
              + ": \"Non-zero status code returned while running Gather node. Name:'' Status Message:"
              + " indices element out of data bounds, idx=7 must be within the inclusive range"
              + " [-3,2]\"). Check the values of its inputs.");
      p.input().setLong(0, 2);
      p.run();
      assertThat(p.output().get(0)).isEqualTo(3);
    }
  }

  @Test
  void noInputAtAll() {
    Path file =
        new ModelBuilder()
            .output("y", ModelBuilder.FLOAT, 2)
            .floats("w", new float[] {1, -2}, 2)
            .node("Relu", List.of("w"), "y")
            .write(file("constant.onnx"));
    try (Predictor p = Predictor.open(file)) {
      p.run();
      assertThat(p.output().get(0)).isEqualTo(1);
      refused(p::input, "constant.onnx: has no input.");
    }
  }

  @Test
  void theOnlyOneOfSeveral() {
    try (Predictor p = Predictor.open(Samples.tokens().write(file("tokens.onnx")))) {
      refused(
          p::input,
          "tokens.onnx: has 2 inputs, \"tokens\", \"lengths\". Name one: input(\"tokens\").");
      refused(
          p::output,
          "tokens.onnx: has 2 outputs, \"same\", \"count\". Name one: output(\"same\").");
    }
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(PredictorException.class).hasMessage(message);
  }

  private Path file(String name) {
    return folder.resolve(name);
  }
}

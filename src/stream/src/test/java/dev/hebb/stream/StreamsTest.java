package dev.hebb.stream;

import static dev.hebb.runtime.ModelBuilder.FLOAT;
import static dev.hebb.runtime.ModelBuilder.INT64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.runtime.ModelBuilder;
import dev.hebb.runtime.PredictorException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ticks, one behind the other, in Java and in ONNX Runtime. */
class StreamsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aTickRemembersThoseBefore(boolean java) {
    try (Streams streams = Sums.opened(Streams.with(), java, Sums.file(folder));
        Stream a = streams.open();
        Stream b = streams.open()) {
      a.input().put(new float[] {1, 2});
      a.step();
      assertThat(Sums.values(a)).containsExactly(3, 10);
      b.input("x").put(0, new float[] {10, 20});
      b.step();
      a.step();
      assertThat(Sums.values(a)).containsExactly(6, 20);
      assertThat(Sums.values(b)).containsExactly(30, 100);
      assertThat(b.output("y").get(1)).isEqualTo(100);
      assertThat(a.inputs()).containsExactly(a.input());
      assertThat(a.outputs()).containsExactly(a.output());
      a.reset();
      a.step();
      assertThat(Sums.values(a)).containsExactly(3, 10);
      assertThat(a.bytes()).isEqualTo((2 + 2 + 2 * 2) * 4);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void rowsTickTogether(boolean java) {
    try (Streams streams = Sums.opened(Streams.with().batch(2), java, Sums.file(folder));
        Stream stream = streams.open();
        Stream wide = streams.open(Map.of("batch", 3))) {
      stream.input().put(new float[] {1, 2, 3, 4});
      stream.step();
      stream.step();
      assertThat(Sums.values(stream)).containsExactly(6, 20, 18, 40);
      stream.select(1, 1);
      stream.input().put(new float[4]);
      stream.step();
      assertThat(Sums.values(stream)).containsExactly(18, 40, 18, 40);
      wide.step();
      assertThat(wide.output().dims()).containsExactly(3, 2);
      assertThatThrownBy(() -> stream.select(0))
          .isInstanceOf(PredictorException.class)
          .hasMessage(
              "sums.onnx: expected 2 rows from 0 to 1, got [0]. Name one for each row of the stream.");
      assertThatThrownBy(() -> stream.select(0, 2))
          .isInstanceOf(PredictorException.class)
          .hasMessage(
              "sums.onnx: expected 2 rows from 0 to 1, got [0, 2]. Name one for each row of the stream.");
      assertThatThrownBy(() -> wide.restore(stream.snapshot()))
          .isInstanceOf(PredictorException.class)
          .hasMessage(
              "sums.onnx: expected a snapshot with sum of [batch=3, 2], got [2, 2]. Open the stream with the sizes of the"
                  + " one it was taken from.");
      assertThatThrownBy(() -> stream.input().put(2, new float[2]))
          .isInstanceOf(PredictorException.class)
          .hasMessage(
              "sums.onnx: input \"x\" has 2 rows (0 to 1), got row 2. Open with Streams.with().batch(n) for more rows.");
    }
  }

  @Test
  void describesItself() {
    try (Streams streams = Streams.with().batch(2).open(Sums.file(folder));
        Stream stream = streams.open()) {
      assertThat(stream.describe())
          .isEqualTo(
              """
              sums.onnx, written by hebb, streams over time
                input   "x" float32 [batch=2, 2] in kg
                output  "y" float32 [batch=2, 2]
                state   "sum" float32 [batch=2, 2]
                unchanged since its export, but without golden vectors: unproven
                ticks in Java""");
      assertThat(streams.proven()).isFalse();
      assertThat(streams.metadata()).containsEntry("hebb.stream.over", "time");
    }
    String version = ai.onnxruntime.OrtEnvironment.getEnvironment().getVersion();
    try (Streams streams = Streams.with().onnxRuntime().threads(2).trust().open(Sums.file(folder));
        Stream stream = streams.open()) {
      assertThat(stream.describe())
          .contains(
              "\n  not checked: opened with trust()\n  ticks in ONNX Runtime %s, 2 threads\n  engine: "
                  .formatted(version));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aTickThatFailsIsAsIfItHadNotCome(boolean java) {
    Path file =
        new ModelBuilder()
            .hebb()
            .note("hebb.stream.over", "time")
            .note("hebb.stream.state.sum", "sum/next")
            .input("word", INT64, "batch")
            .input("sum", FLOAT, "batch", 2)
            .output("y", FLOAT, "batch", 2)
            .output("sum/next", FLOAT, "batch", 2)
            .floats("table", new float[] {1, 2, 3, 4, 5, 6}, 3, 2)
            .node("Gather", List.of("table", "word"), "row")
            .node("Add", List.of("sum", "row"), "sum/next")
            .node("Mul", List.of("sum/next", "row"), "y")
            .writeSealed(folder.resolve("words.onnx"));
    try (Streams streams = Sums.opened(Streams.with(), java, file);
        Stream stream = streams.open()) {
      stream.input().setLong(0, 2);
      stream.step();
      assertThat(Sums.values(stream)).containsExactly(25, 36);
      stream.input().setLong(0, 3);
      assertThatThrownBy(stream::step)
          .isInstanceOf(PredictorException.class)
          .hasMessageStartingWith("words.onnx: cannot compute this (")
          .hasMessageEndingWith("). Check the values of its inputs.");
      stream.input().setLong(0, 0);
      stream.step();
      assertThat(Sums.values(stream)).containsExactly(6, 16);
    }
  }

  @Test
  void aWordOfNoTableIsNamed() {
    Path file =
        new ModelBuilder()
            .hebb()
            .note("hebb.stream.over", "time")
            .input("word", INT64, "batch")
            .output("y", FLOAT, "batch", 2)
            .floats("table", new float[] {1, 2, 3, 4, 5, 6}, 3, 2)
            .node("Gather", List.of("table", "word"), "y")
            .writeSealed(folder.resolve("words.onnx"));
    try (Streams streams = Streams.open(file);
        Stream stream = streams.open()) {
      stream.input().setLong(0, 3);
      assertThatThrownBy(stream::step)
          .isInstanceOf(PredictorException.class)
          .hasMessage(
              "words.onnx: cannot compute this (3 is not in a table of 3 rows). Check the values of its inputs.");
    }
  }

  @Test
  void sizesAreBoundAsForAPredictor() {
    Path file = Sums.file(folder);
    assertThatThrownBy(() -> Streams.with().batch(0))
        .isInstanceOf(PredictorException.class)
        .hasMessage("batch(0): expected at least 1.");
    try (Streams streams = Streams.with().dim("time", 3).open(file)) {
      assertThatThrownBy(streams::open)
          .isInstanceOf(PredictorException.class)
          .hasMessage(
              "sums.onnx: has no dimension \"time\", only \"batch\"; got dim(\"time\", 3).");
    }
  }
}

package dev.hebb.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.runtime.ModelBuilder;
import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.PredictorException;
import dev.hebb.runtime.Predictors;
import dev.hebb.runtime.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a call, a model or an option is said, and fails nothing else. */
@Timeout(60)
class BatcherErrorsTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir private Path folder;

  private Predictors predictors;

  @BeforeEach
  void open() {
    predictors = Predictors.open(Samples.provenDense().writeSealed(folder.resolve("m.onnx")));
  }

  @AfterEach
  void close() {
    predictors.close();
  }

  @Test
  void aRowOfAnotherLengthFailsItsCallOnly() {
    try (Batcher batcher = Batcher.with().maximumSize(4).maximumWait(LONG).over(predictors)) {
      CompletableFuture<Answer> first = batcher.submit(new float[] {1, 2, 3});
      CompletableFuture<Answer> longer = batcher.submit(new float[4]);
      CompletableFuture<Answer> doubles = batcher.submit(new double[3]);
      CompletableFuture<Answer> last = batcher.submit(new float[] {3, 2, 1});
      assertThat(first.join().floats()).containsExactly(Samples.dense(1, 2, 3));
      assertThat(last.join().floats()).containsExactly(Samples.dense(3, 2, 1));
      refused(longer::join, "m.onnx: input \"x\" takes 3 floats a row, got 4.");
      refused(
          doubles::join,
          "m.onnx: input \"x\" holds float32, not float64. Use floats() or put(row, float[]).");
      assertThat(batcher.counts().runs()).isEqualTo(1);
      assertThat(batcher.counts().failed()).isEqualTo(2);
    }
  }

  @Test
  void whatIsNotARowIsAnError() {
    try (Batcher batcher = Batcher.with().over(predictors)) {
      assertThatThrownBy(() -> batcher.predict("1 2 3"))
          .isInstanceOf(PredictorException.class)
          .hasMessage(
              "m.onnx: input \"x\" takes a row as float[], got String. Give it as such an array.");
      assertThatThrownBy(() -> batcher.predict(new float[3], new float[3]))
          .isInstanceOf(PredictorException.class)
          .hasMessage(
              "m.onnx: expected a row for each of [\"x\"], got 2. Give one for each, in that order.");
      Answer answer = batcher.predict(new float[3]);
      assertThatThrownBy(() -> answer.longs("y"))
          .hasMessage("m.onnx: output \"y\" gives float[], not long[].");
      assertThatThrownBy(() -> answer.floats("z"))
          .hasMessage("m.onnx: has no output \"z\", only y.");
    }
  }

  @Test
  void valuesThatTheRunRefusesFailTheirCallOnly() {
    Path file =
        Samples.tokens()
            .hebb()
            .note("hebb.limit.tokens", "9")
            .writeSealed(folder.resolve("t.onnx"));
    try (Predictors numbers = Predictors.open(file);
        Batcher batcher = Batcher.with().maximumSize(3).maximumWait(LONG).over(numbers)) {
      CompletableFuture<Answer> one = batcher.submit(new long[] {1, 2, 3}, new int[] {3});
      CompletableFuture<Answer> bad = batcher.submit(new long[] {1, 9, 3}, new int[] {4});
      CompletableFuture<Answer> two = batcher.submit(new long[] {4, 5, 6}, new int[] {5});
      assertThat(one.join().longs("same")).containsExactly(1, 2, 3);
      assertThat(two.join().longs("same")).containsExactly(4, 5, 6);
      assertThat(two.join().named("count", int[].class)).containsExactly(5);
      refused(
          bad::join,
          "t.onnx: input \"tokens\", row 0, position 1: expected a number from 0 to 8, got 9."
              + " Use the vocabulary that the model was trained with.");
      assertThatThrownBy(() -> two.join().floats())
          .hasMessage("t.onnx: has outputs same, count. Name one.");
    }
  }

  @Test
  void aModelThatIsClosedFailsItsCallsAndHangsNone() {
    try (Batcher batcher = Batcher.with().over(predictors)) {
      predictors.close();
      assertThatThrownBy(() -> batcher.predict(new float[3]))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("m.onnx: this Predictors is closed. Open the file again.");
    }
  }

  @Test
  void aFixedBatchIsRefused() {
    refusedAtOpening(
        Samples.relu(1, 3),
        "f.onnx: input \"x\" is [1, 3], a fixed batch: its calls cannot be gathered. Export it with"
            + " a symbolic batch dimension, or use Predictors.");
    refusedAtOpening(
        new ModelBuilder()
            .input("x", ModelBuilder.FLOAT, "batch", 3)
            .input("z", ModelBuilder.FLOAT, "rows", 3)
            .output("y", ModelBuilder.FLOAT, "batch", 3)
            .node("Add", List.of("x", "z"), "y")
            .note("hebb.dim.rows", "1"),
        "f.onnx: input \"z\" is [rows=1, 3], not a row for each \"batch\": its calls cannot be"
            + " gathered. Export it with a symbolic batch dimension, or use Predictors.");
    refusedAtOpening(
        new ModelBuilder()
            .input("x", ModelBuilder.FLOAT, "batch", 3)
            .output("y", ModelBuilder.FLOAT, 3)
            .node("ReduceSum", List.of("x", "axes"), "y", ModelBuilder.integer("keepdims", 0))
            .longs("axes", 0),
        "f.onnx: output \"y\" is [3] for 2 calls, not a row for each: its calls cannot be gathered."
            + " Export it with a symbolic batch dimension, or use Predictors.");
  }

  @Test
  void optionsAreChecked() {
    assertThatThrownBy(() -> Batcher.with().maximumSize(0))
        .hasMessage("maximumSize(0): expected at least 1.");
    assertThatThrownBy(() -> Batcher.with().queue(0)).hasMessage("queue(0): expected at least 1.");
    assertThatThrownBy(() -> Batcher.with().workers(0))
        .hasMessage("workers(0): expected at least 1.");
    assertThatThrownBy(() -> Batcher.with().maximumWait(Duration.ofMillis(-1)))
        .hasMessage("maximumWait(PT-0.001S): expected at least PT0S.");
  }

  private void refusedAtOpening(ModelBuilder model, String message) {
    Path file = model.write(folder.resolve("f.onnx"));
    try (Predictors fixed = Predictors.open(file, Predictor.with().trust())) {
      assertThatThrownBy(() -> Batcher.with().over(fixed))
          .isInstanceOf(PredictorException.class)
          .hasMessage(message);
    }
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .hasCauseInstanceOf(PredictorException.class)
        .hasRootCauseMessage(message);
  }
}

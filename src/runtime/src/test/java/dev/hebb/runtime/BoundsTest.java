package dev.hebb.runtime;

import static dev.hebb.runtime.ModelBuilder.INT64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole numbers that the model has no row for, and lengths that no row has. */
class BoundsTest {
  @TempDir private Path folder;

  private static ModelBuilder padded() {
    return new ModelBuilder()
        .hebb()
        .note("hebb.limit.tokens", "1000")
        .note("hebb.padding.tokens", "0")
        .note("hebb.lengths.lengths", "tokens")
        .note("hebb.dim.time", "4")
        .input("tokens", INT64, "batch", "time")
        .input("lengths", INT64, "batch")
        .output("same", INT64, "batch", "time")
        .output("count", INT64, "batch")
        .node("Identity", List.of("tokens"), "same")
        .node("Identity", List.of("lengths"), "count");
  }

  @Test
  void aNumberOutsideTheTable() {
    try (Predictor p = open(padded())) {
      p.input("tokens").put(0, new long[] {999, 0, 1, 2});
      p.run();
      p.input("tokens").put(1, new long[] {1, 2, 1000, 4});
      refused(
          p::run,
          "model.onnx: input \"tokens\", row 1, position 2: expected a number from 0 to 999, got"
              + " 1000. Use the vocabulary that the model was trained with.");
      p.input("tokens").put(1, new long[] {1, 2, 3, 4});
      p.input("tokens").setLong(0, -1);
      refused(
          p::run,
          "model.onnx: input \"tokens\", row 0, position 0: expected a number from 0 to 999, got"
              + " -1. Use the vocabulary that the model was trained with.");
      p.input("tokens").setLong(0, 7);
      p.run();
      assertThat(p.output("same").getLong(0)).isEqualTo(7);
    }
  }

  @Test
  void aLengthThatNoRowHas() {
    try (Predictor p = open(padded())) {
      p.input("lengths").put(new long[] {4, 5});
      refused(
          p::run,
          "model.onnx: input \"lengths\", row 1: expected a length from 1 to 4, the time of"
              + " \"tokens\", got 5. Leave empty rows out.");
      p.input("lengths").put(new long[] {0, 1});
      refused(
          p::run,
          "model.onnx: input \"lengths\", row 0: expected a length from 1 to 4, the time of"
              + " \"tokens\", got 0. Leave empty rows out.");
      p.input("lengths").put(new long[] {1, 4});
      p.run();
      assertThat(p.output("count").getLong(1)).isEqualTo(4);
    }
  }

  @Test
  void rowsAreFullUntilToldOtherwise() {
    try (Predictor p = open(padded())) {
      assertThat(p.input("lengths").getLong(0)).isEqualTo(4);
      p.run();
      assertThat(p.output("count").getLong(1)).isEqualTo(4);
    }
  }

  @Test
  void aZeroBeforeATokenWhereZerosAreCounted() {
    ModelBuilder counted =
        new ModelBuilder()
            .hebb()
            .note("hebb.padding.tokens", "0")
            .note("hebb.dim.time", "3")
            .input("tokens", INT64, "batch", "time")
            .output("same", INT64, "batch", "time")
            .node("Identity", List.of("tokens"), "same");
    try (Predictor p = open(counted)) {
      p.input().put(new long[] {5, 0, 0, 5, 6, 0});
      p.run();
      p.input().put(new long[] {5, 6, 0, 5, 0, 8});
      refused(
          p::run,
          "model.onnx: input \"tokens\", row 1, position 2: expected zeros at the end of rows only,"
              + " where they are padding, got one before 8. Number tokens from 1.");
    }
  }

  @Test
  void notesThatWereChanged() {
    refused(
        () -> open(padded().note("hebb.lengths.lengths", "words")),
        "model.onnx: note hebb.lengths.lengths: expected an input of rows, got \"words\"."
            + " Export it again.");
    refused(
        () -> open(padded().note("hebb.limit.tokens", "many")),
        "model.onnx: note hebb.limit.tokens: expected an integer of at least 1, got \"many\"."
            + " Export it again.");
  }

  private Predictor open(ModelBuilder model) {
    return Predictor.with().batch(2).open(model.writeSealed(folder.resolve("model.onnx")));
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(PredictorException.class).hasMessage(message);
  }
}

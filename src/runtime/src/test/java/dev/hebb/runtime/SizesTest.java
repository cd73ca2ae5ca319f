package dev.hebb.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtEnvironment;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SizesTest {
  @TempDir private Path folder;

  @Test
  void theFileSaysWhatTheUserDoesNot() {
    Path file = Samples.prices().writeSealed(file("stock.onnx"));
    try (Predictor p = Predictor.open(file)) {
      assertThat(p.input().dims()).containsExactly(1, 60, 5);
    }
    try (Predictor p = Predictor.with().dim("time", 30).open(file)) {
      assertThat(p.input().dims()).containsExactly(1, 30, 5);
    }
    try (Predictor p = Predictor.with().dim("time", 30).dim("batch", 4).open(file)) {
      assertThat(p.input().dims()).containsExactly(4, 30, 5);
      assertThat(p.output().dims()).containsExactly(4, 5);
    }
  }

  @Test
  void batchBindsTheFirstSymbolicAxisWhenNoneIsCalledBatch() {
    Path named = Samples.relu("N", 2).write(file("named.onnx"));
    try (Predictor p = Predictor.with().batch(3).open(named)) {
      assertThat(p.output().dims()).containsExactly(3, 2);
      assertThat(p.describe()).contains("\"x\" float32 [N=3, 2]");
    }
    Path unnamed = Samples.relu("?", 2).write(file("unnamed.onnx"));
    try (Predictor p = Predictor.with().batch(3).open(unnamed)) {
      assertThat(p.output().dims()).containsExactly(3, 2);
      assertThat(p.describe()).contains("\"x\" float32 [x[0]=3, 2]");
    }
    try (Predictor p = Predictor.with().dim("x[0]", 3).open(unnamed)) {
      assertThat(p.output().dims()).containsExactly(3, 2);
    }
  }

  @Test
  void aFixedBatchMayBeNamedAsItIs() {
    Path file = Samples.relu(4, 2).write(file("fixed.onnx"));
    try (Predictor p = Predictor.with().batch(4).open(file)) {
      assertThat(p.input().rows()).isEqualTo(4);
    }
    assertThatThrownBy(() -> Predictor.with().batch(2).open(file))
        .isInstanceOf(PredictorException.class)
        .hasMessage(
            "fixed.onnx: has a fixed batch of 4, got batch(2)."
                + " Export it with a symbolic batch dimension.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"floor((time - 3)/2) + 1", "?", "other"})
  void anOutputOfDerivedSizeIsMeasured(String dim) {
    Path file = Samples.convolution(dim).write(file("conv.onnx"));
    try (Predictor p = Predictor.with().dim("time", 8).open(file)) {
      assertThat(p.output().dims()).containsExactly(1, 1, 3);
      p.input().put(new float[] {1, 2, 3, 4, 5, 6, 7, 8});
      p.run();
      float[] row = new float[3];
      p.output().get(0, row);
      assertThat(row).containsExactly(321, 543, 765);
    }
  }

  @Test
  void anUnboundDimensionIsNamed() {
    Path file = Samples.relu("batch", "time").write(file("m.onnx"));
    assertThatThrownBy(() -> Predictor.open(file))
        .isInstanceOf(PredictorException.class)
        .hasMessage(
            "m.onnx: dimension \"time\" of input \"x\" is not bound."
                + " Open with Predictor.with().dim(\"time\", n).");
    Path unnamed = Samples.relu("batch", "?").write(file("u.onnx"));
    assertThatThrownBy(() -> Predictor.open(unnamed))
        .isInstanceOf(PredictorException.class)
        .hasMessage(
            "u.onnx: dimension \"x[1]\" of input \"x\" is not bound."
                + " Open with Predictor.with().dim(\"x[1]\", n).");
  }

  @Test
  void aDimensionThatIsNotThereIsRefused() {
    Path file = Samples.relu("batch", "time").write(file("m.onnx"));
    assertThatThrownBy(() -> Predictor.with().dim("tme", 30).open(file))
        .isInstanceOf(PredictorException.class)
        .hasMessage(
            "m.onnx: has no dimension \"tme\", only \"batch\", \"time\"; got dim(\"tme\", 30).");
    Path fixed = Samples.relu(1, 2).write(file("fixed.onnx"));
    assertThatThrownBy(() -> Predictor.with().dim("time", 30).open(fixed))
        .isInstanceOf(PredictorException.class)
        .hasMessage(
            "fixed.onnx: has no dimension \"time\", all its dimensions are fixed;"
                + " got dim(\"time\", 30).");
  }

  @Test
  void sizesBelowOneAreRefusedWhereTheyAreWritten() {
    assertThatThrownBy(() -> Predictor.with().dim("time", 0))
        .isInstanceOf(PredictorException.class)
        .hasMessage("dim(\"time\", 0): expected at least 1.");
    assertThatThrownBy(() -> Predictor.with().batch(-2))
        .isInstanceOf(PredictorException.class)
        .hasMessage("batch(-2): expected at least 1.");
    assertThatThrownBy(() -> Predictor.with().batch(0))
        .isInstanceOf(PredictorException.class)
        .hasMessage("batch(0): expected at least 1.");
    assertThatThrownBy(() -> Predictor.with().warmUp(-1))
        .isInstanceOf(PredictorException.class)
        .hasMessage("warmUp(-1): expected at least 0.");
    assertThatThrownBy(() -> Predictor.with().threads(0))
        .isInstanceOf(PredictorException.class)
        .hasMessage("threads(0): expected at least 1.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65537", "1000003"})
  void aDefaultThatIsNoUsualSizeIsRefused(String size) {
    Path file = Samples.prices().note("hebb.dim.time", size).writeSealed(file("stock.onnx"));
    assertThatThrownBy(() -> Predictor.open(file))
        .isInstanceOf(PredictorException.class)
        .hasMessage(
            "stock.onnx: note hebb.dim.time: expected a size of 1 to 65536, got \"%s\". Export it again."
                .formatted(size));
  }

  @Test
  void optionsAreValues() {
    PredictorOptions before = Predictor.with().dim("time", 30);
    PredictorOptions after = before.dim("time", 40).batch(2).warmUp(5).trust().threads(3);
    assertThat(before).isEqualTo(Predictor.with().dim("time", 30));
    SessionOptions session = SessionOptions.DEFAULTS.threads(3);
    assertThat(after)
        .isEqualTo(new PredictorOptions(Map.of("time", 40), 2, 5, true, false, session));
  }

  @Test
  void sizesNoBufferHoldsAreRefused() {
    Path file = Samples.relu("batch", "time").write(file("m.onnx"));
    assertThatThrownBy(() -> Predictor.with().batch(100_000).dim("time", 10_000).open(file))
        .isInstanceOf(PredictorException.class)
        .hasMessage(
            "m.onnx: input \"x\" takes more than 2 GB at 100000 x 10000. Bind smaller dimensions.");
  }

  @Test
  void sizesTheModelCannotTakeAreFoundWhenOpening() {
    Path file = Samples.convolution("?").write(file("conv.onnx"));
    assertThatThrownBy(() -> Predictor.with().dim("time", 2).open(file))
        .isInstanceOf(PredictorException.class)
        .hasMessageStartingWith(
            "conv.onnx: cannot be run with batch=1, time=2 (ONNX Runtime "
                + OrtEnvironment.getEnvironment().getVersion()
                + ": \"")
        .hasMessageEndingWith("\"). Bind other sizes.");
  }

  private Path file(String name) {
    return folder.resolve(name);
  }
}

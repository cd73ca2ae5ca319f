package dev.hebb.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtEnvironment;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The vectors in the file are computed again when it is opened. */
class GoldenTest {
  private static final String ORT = "ONNX Runtime " + OrtEnvironment.getEnvironment().getVersion();

  @TempDir private Path folder;

  @Test
  void equalVectorsProveTheFile() {
    try (Predictor p = open(Samples.provenDense())) {
      assertThat(p.proven()).isTrue();
      assertThat(p.verify()).isLessThanOrEqualTo(1e-5);
    }
  }

  @Test
  void verifyingKeepsTheValues() {
    try (Predictor p = open(Samples.provenDense())) {
      p.input().put(0, new float[] {1, 2, 3});
      p.run();
      float before = p.output().get(1);
      p.verify();
      assertThat(p.output().get(1)).isEqualTo(before);
      assertThat(p.input().get(2)).isEqualTo(3);
    }
  }

  @Test
  void anotherExpectationIsRefused() {
    ModelBuilder model =
        Samples.provenDense().note("hebb.golden.1.out.y", ModelBuilder.base64(0f, 0f, 0f, 1.5f));
    float[] second = Samples.dense(4, -5, 6);
    assertThatThrownBy(() -> open(model))
        .isInstanceOf(PredictorException.class)
        .hasMessage(
            "m.onnx: golden 1 (batch=2): output \"y\" at 1: expected 0.0, got "
                + second[1]
                + " from "
                + ORT
                + ", tolerance 1.0E-5. Export it again.");
  }

  @Test
  void trustSkipsTheVectorsAndVerifyDoesNot() {
    ModelBuilder model =
        Samples.provenDense().note("hebb.golden.0.out.y", ModelBuilder.base64(9f, 9f));
    Path file = model.writeSealed(folder.resolve("m.onnx"));
    try (Predictor p = Predictor.with().trust().open(file)) {
      assertThat(p.proven()).isFalse();
      assertThatThrownBy(p::verify)
          .hasMessageStartingWith("m.onnx: golden 0 (batch=1): output \"y\" at 0: expected 9.0");
    }
  }

  @Test
  void aDeviationWithinTheToleranceIsReported() {
    float[] y = Samples.dense(1, 2, 3);
    y[1] += 3e-6f;
    try (Predictor p =
        open(Samples.provenDense().note("hebb.golden.0.out.y", ModelBuilder.base64(y)))) {
      assertThat(p.proven()).isTrue();
      assertThat(p.verify()).isBetween(1e-7, 1e-5);
    }
  }

  @Test
  void largeValuesAreComparedRelatively() {
    ModelBuilder model =
        Samples.relu("batch")
            .hebb()
            .note("hebb.golden.count", "1")
            .note("hebb.golden.tolerance", "1.0E-5")
            .note("hebb.golden.0.dims", "batch=2")
            .note("hebb.golden.0.in.x", ModelBuilder.base64(1_000_000f, -1f));
    try (Predictor p =
        open(model.note("hebb.golden.0.out.y", ModelBuilder.base64(1_000_001f, 0f)))) {
      assertThat(p.verify()).isBetween(0.9e-6, 1.1e-6);
    }
  }

  @Test
  void whatIsNotANumberHasToBeExpected() {
    ModelBuilder model =
        Samples.relu(2)
            .hebb()
            .note("hebb.golden.count", "1")
            .note("hebb.golden.tolerance", "1.0E-5")
            .note("hebb.golden.0.dims", "")
            .note("hebb.golden.0.in.x", ModelBuilder.base64(Float.NaN, Float.POSITIVE_INFINITY))
            .note("hebb.golden.0.out.y", ModelBuilder.base64(Float.NaN, Float.POSITIVE_INFINITY));
    try (Predictor p = open(model)) {
      assertThat(p.verify()).isZero();
    }
    assertThatThrownBy(
            () -> open(model.note("hebb.golden.0.out.y", ModelBuilder.base64(1f, Float.MAX_VALUE))))
        .hasMessage(
            "m.onnx: golden 0: output \"y\" at 0: expected 1.0, got NaN from "
                + ORT
                + ", tolerance 1.0E-5. Export it again.");
  }

  @Test
  void aToleranceThatIsNoNumberLetsNothingPass() {
    ModelBuilder model = Samples.provenDense().note("hebb.golden.tolerance", "NaN");
    assertThatThrownBy(() -> open(model))
        .isInstanceOf(PredictorException.class)
        .hasMessageEndingWith(", tolerance NaN. Export it again.");
  }

  @Test
  void integersAreComparedToo() {
    ModelBuilder model =
        new ModelBuilder()
            .input("tokens", ModelBuilder.INT64, "batch", 2)
            .output("same", ModelBuilder.INT64, "batch", 2)
            .node("Identity", List.of("tokens"), "same")
            .hebb()
            .note("hebb.golden.count", "1")
            .note("hebb.golden.tolerance", "1.0E-5")
            .note("hebb.golden.0.dims", "batch=1")
            .note("hebb.golden.0.in.tokens", ModelBuilder.base64(3L, 4L))
            .note("hebb.golden.0.out.same", ModelBuilder.base64(3L, 4L));
    try (Predictor p = open(model)) {
      assertThat(p.proven()).isTrue();
    }
    assertThatThrownBy(
            () -> open(model.note("hebb.golden.0.out.same", ModelBuilder.base64(3L, 5L))))
        .hasMessage(
            "m.onnx: golden 0 (batch=1): output \"same\" at 1: expected 5, got 4 from "
                + ORT
                + ", tolerance 1.0E-5. Export it again.");
  }

  @Test
  void withoutVectorsNothingIsProven() {
    try (Predictor p = open(Samples.prices())) {
      assertThat(p.proven()).isFalse();
      assertThat(p.describe())
          .contains("\n  unchanged since its export, but without golden vectors: unproven\n");
      assertThatThrownBy(p::verify)
          .isInstanceOf(PredictorException.class)
          .hasMessage("m.onnx: has no golden vectors to verify. Export it with Hebb.");
    }
  }

  @Test
  void notesThatAreNotAsTheFormatSays() {
    refused(
        "hebb.version",
        "2",
        "is in Hebb format 2, this runtime reads format 1." + " Use a newer hebb-runtime.");
    refused(
        "hebb.golden.count",
        "two",
        "note hebb.golden.count: expected an integer, got \"two\". Export it again.");
    refused("hebb.golden.count", "3", "lacks the note hebb.golden.2.dims. Export it again.");
    refused(
        "hebb.golden.tolerance",
        "small",
        "note hebb.golden.tolerance: expected a number, got \"small\". Export it again.");
    refused(
        "hebb.golden.0.dims",
        "batch",
        "note hebb.golden.0.dims: expected sizes like batch=2,time=60, got \"batch\"."
            + " Export it again.");
    refused(
        "hebb.golden.0.dims",
        "time=3",
        "note hebb.golden.0.dims: expected a size for each symbol of x, got \"time=3\"."
            + " Export it again.");
    refused(
        "hebb.golden.0.in.x",
        "%%%",
        "note hebb.golden.0.in.x: expected base64, got \"%%%\". Export it again.");
    refused(
        "hebb.golden.0.out.y",
        "",
        "golden 0 (batch=1): output \"y\" has 2 floats, expected 0. Export it again.");
    refused(
        "hebb.golden.0.in.x",
        "AAAA",
        "note hebb.golden.0.in.x: expected 3 floats, got \"AAAA\". Export it again.");
  }

  private void refused(String key, String value, String message) {
    assertThatThrownBy(() -> open(Samples.provenDense().note(key, value)))
        .isInstanceOf(PredictorException.class)
        .hasMessage("m.onnx: " + message);
  }

  private Predictor open(ModelBuilder model) {
    return Predictor.open(model.writeSealed(folder.resolve("m.onnx")));
  }
}

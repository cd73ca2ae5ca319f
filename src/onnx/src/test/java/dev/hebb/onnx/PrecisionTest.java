package dev.hebb.onnx;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.gru;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl;
import dev.hebb.graph.Judge;
import dev.hebb.graph.Model;
import dev.hebb.graph.Samples;
import dev.hebb.graph.Tensor;
import dev.hebb.onnx.precision.Precision;
import dev.hebb.runtime.Predictor;
import dev.hebb.training.Losses;
import dev.hebb.training.data.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files with smaller numbers: what is in them, what they say of themselves, what is refused. */
class PrecisionTest {
  @TempDir Path folder;

  private static Model wide() {
    return Model.initial(FormZoo.all().get("dense"), 2);
  }

  private static OnnxMl.GraphProto graph(Path file) {
    try {
      return OnnxMl.ModelProto.parseFrom(Files.readAllBytes(file)).getGraph();
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static List<String> operators(Path file) {
    return graph(file).getNodeList().stream().map(OnnxMl.NodeProto::getOpType).toList();
  }

  private Quantized quantized(Model model, Precision precision) {
    return Onnx.export(model)
        .precision(precision)
        .to(folder.resolve("small.onnx"))
        .quantized()
        .orElseThrow();
  }

  @Test
  void halvesAreAsExactAsAnyFile() {
    Model model = Models.of(FormZoo.all().get("lstms"));
    Quantized quantized = quantized(model, Precision.float16());
    assertThat(quantized.kept()).isEmpty();
    assertThat(quantized.maxAbsDiff()).isBetween(1e-5, 1e-3);
    assertThat((double) quantized.bytesAfter() / quantized.bytesBefore()).isBetween(0.45, 0.6);
    Path file = folder.resolve("small.onnx");
    assertThat(operators(file)).contains("LSTM").doesNotContain("DynamicQuantizeLSTM");
    try (Predictor predictor = Predictor.with().dim("time", 5).open(file)) {
      assertThat(predictor.proven()).isTrue();
      assertThat(predictor.metadata())
          .containsEntry("hebb.precision", "float16")
          .containsEntry("hebb.golden.tolerance", "1.0E-5");
    }
  }

  @Test
  void whatHalvesCannotHoldStays() {
    float[] large = new float[190 * 180];
    large[7] = 70_000;
    Model model = wide();
    Model loud =
        new Model(model.graph(), model.weights().with("dense/kernel", Tensor.of(large, 190, 180)));
    assertThat(quantized(loud, Precision.float16()).kept())
        .containsExactly("dense/kernel: float16 cannot hold its numbers");
  }

  @Test
  void wideLayersComputeWithBytesAndNarrowOnesKeepThem() {
    Quantized quantized = quantized(wide(), Precision.dynamicInt8());
    Path file = folder.resolve("small.onnx");
    assertThat(operators(file))
        .containsExactly(
            "Cast",
            "Mul",
            "DynamicQuantizeLinear",
            "Mul",
            "MatMulInteger",
            "Cast",
            "Mul",
            "Add",
            "Relu",
            "Gemm",
            "Softmax");
    assertThat(quantized.kept())
        .containsExactly("dense_1/Gemm: with fewer than 32,768 weights 8 bits are slower");
    assertThat((double) quantized.bytesAfter() / quantized.bytesBefore()).isBetween(0.25, 0.35);
    assertThat(quantized.precision()).isEqualTo("int8, dynamic");
    assertThat(quantized.microsBefore()).isPositive();
    assertThat(quantized.microsAfter()).isPositive();
    try (Predictor predictor = Predictor.open(file)) {
      assertThat(predictor.proven()).isTrue();
      assertThat(Double.parseDouble(predictor.metadata().get("hebb.proven.max_deviation")))
          .isEqualTo(quantized.maxAbsDiff());
    }
  }

  @Test
  void layersThatAreToStayDo() {
    quantized(wide(), Precision.dynamicInt8().keeping("dense"));
    assertThat(operators(folder.resolve("small.onnx")))
        .containsExactly("Cast", "Mul", "Gemm", "Relu", "Gemm", "Softmax");
  }

  @Test
  void recurrencesAreThoseOfOnnxRuntimeWhereItHasThem() {
    Model model =
        Models.of(
            network("n", sequence(ANY, 5))
                .then(lstm(64).returnSequences())
                .then(lstm(8).returnSequences())
                .then(gru(9))
                .then(dense(1))
                .build());
    Quantized quantized = quantized(model, Precision.dynamicInt8());
    assertThat(operators(folder.resolve("small.onnx")))
        .containsOnlyOnce("DynamicQuantizeLSTM", "LSTM", "GRU");
    assertThat(quantized.kept())
        .containsExactly(
            "gru/GRU: ONNX Runtime has no GRU of 8 bits",
            "dense/Gemm: with fewer than 32,768 weights 8 bits are slower",
            "lstm_1/LSTM: with fewer than 64 units 8 bits are slower");
  }

  @Test
  void aGateThatIsPassedIsWrittenDown() {
    Model model = wide();
    Tensor rows = Asked.random(3, 200, 190);
    Tensor said;
    try (OrtSession session =
        new OrtSession(new ModelPrinter(model, Opset.DEFAULT).model(Map.of()))) {
      said = session.run(Map.of("input", rows), List.of("dense_1")).get("dense_1");
    }
    Quantized quantized =
        Onnx.export(model)
            .precision(Precision.staticInt8(Samples.of(rows)))
            .gate(Losses.meanAbsoluteError(), Dataset.of(rows, said), 0.02)
            .to(folder.resolve("small.onnx"))
            .quantized()
            .orElseThrow();
    Judged judged = quantized.judged().get(0);
    assertThat(judged.name()).isEqualTo("mean_absolute_error");
    assertThat(judged.before()).isLessThan(1e-6);
    assertThat(judged.after()).isBetween(1e-4, 0.02);
    assertThat(judged.drop()).isEqualTo(judged.after() - judged.before());
    try (Predictor predictor = Predictor.open(folder.resolve("small.onnx"))) {
      assertThat(predictor.metadata())
          .containsEntry("hebb.proven.mean_absolute_error.dense_1", judged.toString())
          .containsEntry("hebb.precision", "int8, static, min-max");
    }
    assertThat(quantized.lines().get(0)).isEqualTo("int8, static, min-max, beside float32");
  }

  /** Says that float32 is right in nine of ten, and whatever comes later in eight. */
  private static final class Strict implements Judge {
    private int asked;

    @Override
    public String name() {
      return "share";
    }

    @Override
    public boolean higherIsBetter() {
      return true;
    }

    @Override
    public double judge(Tensor said, Tensor wanted) {
      return asked++ == 0 ? 0.9 : 0.8;
    }
  }

  @Test
  void aGateThatIsNotPassedLeavesNoFile() {
    Path file = folder.resolve("small.onnx");
    Dataset rows = Dataset.of(Asked.random(3, 20, 190), Asked.random(4, 20, 3));
    assertThatThrownBy(
            () ->
                Onnx.export(wide())
                    .precision(Precision.dynamicInt8())
                    .gate(new Strict(), rows, 0.05)
                    .to(file))
        .isInstanceOf(ExportException.class)
        .hasMessage(
            file
                + ": not written: in int8, dynamic, share of \"dense_1\": expected at most 0.05 worse than 0.9000, which it is"
                + " in float32, got 0.8000. Keep layers in float32, calibrate otherwise, or allow more.");
    assertThat(file).doesNotExist();
    assertThatThrownBy(() -> Onnx.export(wide()).gate("other", new Strict(), rows, 0.05).to(file))
        .isInstanceOf(ExportException.class)
        .hasMessage(
            "n: gate: expected an output with what is wanted of it, of [dense_1] and 1 targets, got \"other\". Name one"
                + " of them, or give it targets.");
    assertThatThrownBy(() -> Onnx.export(wide()).gate(new Strict(), rows, -1))
        .isInstanceOf(ExportException.class)
        .hasMessage(
            "gate: expected to allow 0 or more, got -1.0. Say by how much share may be worse.");
  }

  @Test
  void samplesThatDoNotFit() {
    Samples none = Samples.of(List.of(), List.of());
    assertThatThrownBy(() -> quantized(wide(), Precision.staticInt8(none)))
        .isInstanceOf(ExportException.class)
        .hasMessage(
            "n: samples: expected a tensor for each of [input], with at least 1 rows, got []. Give one for each input.");
    assertThatThrownBy(() -> quantized(wide(), Precision.dynamicInt8().keeping("dens")))
        .isInstanceOf(ExportException.class)
        .hasMessage(
            "n: keeping(\"dens\"): expected a layer, of [dense, dense_1], got another. Name one of them.");
  }

  @Test
  void aStreamIsInItsUsualForm() {
    Model model = Models.of(network("n", sequence(ANY, 2)).then(lstm(3)).then(dense(1)).build());
    Path file = folder.resolve("stream.onnx");
    assertThatThrownBy(() -> Onnx.export(model).precision(Precision.float16()).streaming().to(file))
        .isInstanceOf(ExportException.class)
        .hasMessage(
            file
                + ": not written: expected a stream in float32, with its axes free and as they were declared, got another"
                + " form. Leave precision, lengths and channelsFirst() out.");
  }

  @Test
  void twoFilesOfOneModelAreAlike() throws IOException {
    Path first = folder.resolve("first.onnx");
    Path second = folder.resolve("second.onnx");
    Model model = Models.of(network("n", vector(40)).then(dense(20)).build());
    Onnx.export(model).precision(Precision.dynamicInt8()).to(first);
    Onnx.export(model).precision(Precision.dynamicInt8()).to(second);
    assertThat(first).hasSameBinaryContentAs(second);
  }
}

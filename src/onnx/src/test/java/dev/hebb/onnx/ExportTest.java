package dev.hebb.onnx;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.conv1d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.dropout;
import static dev.hebb.network.Layers.gru;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.simpleRnn;
import static dev.hebb.network.Layers.standardScaler;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl;
import dev.hebb.graph.Engine;
import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Model;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.op.Activation;
import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.PredictorException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
  @TempDir Path folder;

  private static Model deck() {
    return Models.of(
        network("stock-lstm", sequence(ANY, 1).named("prices").unit("USD"))
            .then(standardScaler("scale"))
            .then(lstm(20).returnSequences())
            .then(dropout(0.2))
            .then(lstm(10))
            .then(dropout(0.2))
            .then(dense(1))
            .then(standardScaler("scale").inverse())
            .output("forecast", "USD")
            .build());
  }

  @Test
  void theSameModelGivesTheSameBytes() throws IOException {
    Onnx.export(deck()).to(folder.resolve("a.onnx"));
    Onnx.export(deck()).to(folder.resolve("b.onnx"));
    assertThat(folder.resolve("a.onnx")).hasSameBinaryContentAs(folder.resolve("b.onnx"));
    try (var files = Files.list(folder)) {
      assertThat(files).as("no temporary file is left").hasSize(2);
    }
  }

  @Test
  void aRecurrentLayerIsOneNode() {
    GraphSource three =
        network("n", sequence(ANY, 1))
            .then(conv1d(20, 4).stride(2))
            .then(gru(2).activation(Activation.RELU).returnSequences())
            .then(simpleRnn(2).returnSequences())
            .then(lstm(3))
            .build();
    OnnxMl.ModelProto model = new ModelPrinter(Models.of(three), Opset.DEFAULT).model(Map.of());
    List<String> operators =
        model.getGraph().getNodeList().stream().map(OnnxMl.NodeProto::getOpType).toList();
    assertThat(operators)
        .containsExactly(
            "Transpose",
            "Conv",
            "Transpose",
            "Transpose",
            "GRU",
            "Squeeze",
            "Transpose",
            "Transpose",
            "RNN",
            "Squeeze",
            "Transpose",
            "Transpose",
            "LSTM",
            "Squeeze");
    assertThat(model.getIrVersion()).isEqualTo(8);
    assertThat(model.getOpsetImport(0).getVersion()).isEqualTo(17);
    OnnxMl.TensorShapeProto in = model.getGraph().getInput(0).getType().getTensorType().getShape();
    assertThat(in.getDim(0).getDimParam()).isEqualTo("batch");
    assertThat(in.getDim(1).getDimParam()).isEqualTo("time");
  }

  @Test
  void theFileSaysWhatItIs() {
    Path path = folder.resolve("stock.onnx");
    Model model =
        new Model(
            deck().graph(),
            deck().weights(),
            Map.of("dim.time", "30", "range.prices", "700.0 1500.0"));
    Exported exported = Onnx.export(model).to(path);
    assertThat(exported.maxAbsDiff()).isLessThanOrEqualTo(1e-5);
    assertThat(exported.bytes()).isEqualTo(path.toFile().length());
    try (Predictor predictor = Predictor.open(path)) {
      assertThat(predictor.proven()).isTrue();
      assertThat(predictor.verify()).isLessThanOrEqualTo(1e-5);
      assertThat(predictor.input("prices").dims()).containsExactly(1, 30, 1);
      assertThat(predictor.input("prices").unit()).isEqualTo("USD");
      assertThat(predictor.output("forecast").unit()).isEqualTo("USD");
      assertThat(predictor.metadata())
          .containsEntry("hebb.parameters", Long.toString(model.graph().parameterCount()))
          .containsEntry("hebb.model.sha256", model.digest())
          .containsEntry("hebb.dim.time", "30")
          .containsEntry("hebb.golden.count", "2")
          .containsEntry("hebb.golden.1.dims", "batch=2,time=30");
    }
  }

  @Test
  void samplesAreProvenAndTravelInTheFile() {
    Path path = folder.resolve("sampled.onnx");
    Tensor rows = Tensor.of(new float[] {700, 710, 705, 1500, 1490, 1510}, 2, 3, 1);
    Onnx.export(deck()).sample(Map.of("prices", rows)).to(path);
    try (Predictor predictor = Predictor.with().dim("time", 3).open(path)) {
      assertThat(predictor.metadata()).containsEntry("hebb.golden.1.dims", "batch=2,time=3");
      byte[] carried =
          Base64.getDecoder().decode(predictor.metadata().get("hebb.golden.1.in.prices"));
      assertThat(ByteBuffer.wrap(carried)).isEqualTo(rows.bytes());
    }
    assertThatThrownBy(() -> Onnx.export(deck()).sample(Map.of("price", rows)).to(path))
        .isInstanceOf(ExportException.class)
        .hasMessage(
            path
                + ": not written: stock-lstm: sample: expected \"prices\" of [batch, time, features=1], got [price]. Give a"
                + " tensor for every input.");
  }

  @Test
  void aChangedFileIsRefused() throws IOException {
    Path path = folder.resolve("stock.onnx");
    Onnx.export(deck()).to(path);
    byte[] bytes = Files.readAllBytes(path);
    bytes[bytes.length / 2] ^= 1;
    Files.write(path, bytes);
    assertThatThrownBy(() -> Predictor.open(path))
        .isInstanceOf(PredictorException.class)
        .hasMessageContaining("stock.onnx");
  }

  /** A trainer that says other numbers from one node on. */
  private record Liar(Engine honest, String node) implements Engine {
    @Override
    public String describe() {
      return "liar";
    }

    @Override
    public Session open(Model model, List<String> values) {
      Session session = honest.open(model, values);
      boolean after = values.stream().noneMatch(value -> value.startsWith(node));
      return new Session() {
        @Override
        public Map<String, Tensor> run(Map<String, Tensor> inputs) {
          Map<String, Tensor> results = new HashMap<>(session.run(inputs));
          results.replaceAll(
              (name, tensor) -> name.startsWith(node) || after ? shifted(tensor) : tensor);
          return results;
        }

        @Override
        public void close() {
          session.close();
        }
      };
    }

    private static Tensor shifted(Tensor tensor) {
      float[] values = tensor.toFloats();
      for (int i = 0; i < values.length; i++) {
        values[i] += 0.25f;
      }
      return Tensor.of(values, tensor.dims());
    }
  }

  @Test
  void whatIsNotEqualIsNotWrittenAndTheFirstNodeIsNamed() {
    Model model =
        Models.of(
            network("n", sequence(ANY, 2))
                .then(lstm(3).returnSequences())
                .then(gru(2))
                .then(dense(1))
                .build());
    ModelPrinter printer = new ModelPrinter(model, Opset.DEFAULT);
    Engine liar = new Liar(Engine.find().orElseThrow(), "gru/GRU");
    assertThatThrownBy(
            () -> Verification.of(model, printer, liar, Path.of("n.onnx")).prove(List.of()))
        .isInstanceOf(ExportException.class)
        .hasMessage(
            "n.onnx: not written: the first node that differs is gru/GRU (GRU): expected the trainer's numbers within 1e-05,"
                + " got max |Δ| = 0.250 for {batch=1, time=1}. Scale the inputs, allow more with tolerance(...),"
                + " or report the node.");
  }

  @Test
  void aNodeBehindAMaskIsNamedToo() {
    Model model =
        Models.of(
            network("n", sequence(ANY, 2).withLengths())
                .then(conv1d(3, 3).same())
                .then(gru(2))
                .build());
    Engine liar = new Liar(Engine.find().orElseThrow(), "gru/GRU");
    assertThatThrownBy(
            () ->
                Verification.of(
                        model, new ModelPrinter(model, Opset.DEFAULT), liar, Path.of("n.onnx"))
                    .prove(List.of()))
        .isInstanceOf(ExportException.class)
        .hasMessageStartingWith(
            "n.onnx: not written: the first node that differs is gru/GRU (GRU): expected");
  }

  @Test
  void whateverPadsASampleIsNoPartOfIt() {
    Model model =
        Models.of(
            network("n", sequence(ANY, 2).withLengths())
                .then(dense(3))
                .then(lstm(2).returnSequences())
                .then(dense(1))
                .build());
    float[] rows = {1, 2, 3, 4, 1e30f, 1e30f, 5, 6, -1e30f, 7e30f, 1e30f, 0};
    Map<String, Tensor> sample =
        Map.of("input", Tensor.of(rows, 2, 3, 2), "lengths", Tensor.of(new long[] {2, 1}, 2));
    Path file = folder.resolve("padded.onnx");
    Onnx.export(model).sample(sample).to(file);
    try (Predictor predictor = Predictor.with().dim("time", 3).batch(2).open(file)) {
      predictor.input("input").put(rows);
      predictor.input("lengths").put(new long[] {2, 1});
      predictor.run();
      float one = predictor.output().get(0);
      assertThat(one).isNotZero();
      rows[4] = 3;
      predictor.input("input").put(rows);
      predictor.run();
      assertThat(predictor.output().get(0)).isEqualTo(one);
    }
  }

  @Test
  void aToleranceThatIsAskedForCountsAndIsWrittenDown() {
    Model model = Models.of(network("n", sequence(ANY, 2)).then(dense(1)).build());
    ModelPrinter printer = new ModelPrinter(model, Opset.DEFAULT);
    Engine liar = new Liar(Engine.find().orElseThrow(), "dense/Gemm");
    Verification usual = Verification.of(model, printer, liar, Path.of("n.onnx"));
    assertThatThrownBy(() -> usual.prove(List.of())).isInstanceOf(ExportException.class);
    assertThat(usual.allowing(OptionalDouble.of(0.3)).prove(List.of()).tolerance()).isEqualTo(0.3);
    Path file = folder.resolve("wide.onnx");
    Onnx.export(model).tolerance(1e-5).to(file);
    try (Predictor predictor = Predictor.with().dim("time", 3).open(file)) {
      assertThat(predictor.metadata().get("hebb.golden.tolerance")).isEqualTo("1.0E-5");
    }
    assertThatThrownBy(() -> Onnx.export(model).tolerance(1))
        .isInstanceOf(ExportException.class)
        .hasMessage("tolerance: expected a number between 0 and 1, got 1.0.");
  }

  @Test
  void anOpsetOutOfReachIsRefused() {
    assertThatThrownBy(() -> Onnx.export(deck()).opset(12))
        .isInstanceOf(ExportException.class)
        .hasMessage(
            "opset: expected 13 to 22, got 12. 17 is read by every ONNX Runtime since 1.12.");
  }

  @Test
  void theOldFileStaysWhenAnExportFails() throws IOException {
    Path path = folder.resolve("kept.onnx");
    Files.writeString(path, "old");
    Model broken = deck();
    Model nan =
        new Model(
            broken.graph(),
            broken.weights().with("dense/bias", Tensor.of(new float[] {Float.NaN}, 1)));
    assertThatThrownBy(() -> Onnx.export(nan).to(path))
        .isInstanceOf(ExportException.class)
        .hasMessageStartingWith(
            path + ": not written: the first node that differs is dense/Gemm (Gemm)");
    assertThat(path).hasContent("old");
  }
}

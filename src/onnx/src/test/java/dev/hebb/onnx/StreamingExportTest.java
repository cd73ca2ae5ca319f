package dev.hebb.onnx;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.bidirectional;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.gru;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.simpleRnn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.Engine;
import dev.hebb.graph.Model;
import dev.hebb.graph.Streaming;
import dev.hebb.graph.Tensor;
import dev.hebb.runtime.Predictor;
import dev.hebb.stream.Stream;
import dev.hebb.stream.Streams;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written for a stream, and what is not. */
class StreamingExportTest {
  private static final double TOLERANCE = 1e-6;

  @TempDir Path folder;

  @Test
  void theFileSaysWhatItIs() {
    Path file = folder.resolve("stock.step.onnx");
    Model model = Models.of(StreamNetworks.deck());
    Exported exported = Onnx.export(model).streaming().to(file);
    assertThat(exported.path()).isEqualTo(file);
    assertThat(exported.bytes()).isEqualTo(file.toFile().length());
    assertThat(exported.maxAbsDiff()).isLessThanOrEqualTo(1e-6);
    try (Streams streams = Streams.open(file);
        Stream stream = streams.open()) {
      assertThat(streams.metadata())
          .containsEntry("hebb.stream.over", "time")
          .containsEntry("hebb.stream.state.lstm/h", "lstm/h/next")
          .containsEntry("hebb.stream.state.lstm_1/c", "lstm_1/c/next")
          .containsEntry("hebb.proven.max_deviation", Double.toString(exported.maxAbsDiff()));
      assertThat(stream.describe())
          .matches(
              """
              stock.step.onnx, written by Hebb, streams over time
                input   "returns" float32 \\[batch=1, 1, 1\\] in %
                output  "forecast" float32 \\[batch=1, 1\\] in %
                state   "lstm/h" float32 \\[batch=1, 20\\]
                state   "lstm/c" float32 \\[batch=1, 20\\]
                state   "lstm_1/h" float32 \\[batch=1, 10\\]
                state   "lstm_1/c" float32 \\[batch=1, 10\\]
                proven: 2 golden vectors, largest deviation .* of 1.0E-5
                ticks in Java""");
      assertThat(stream.input().unit()).isEqualTo("%");
    }
  }

  @Test
  void aPredictorOpensItAsAnyFile() {
    Path file = folder.resolve("stock.step.onnx");
    Onnx.export(Models.of(StreamNetworks.deck())).streaming().to(file);
    try (Predictor predictor = Predictor.open(file)) {
      assertThat(predictor.proven()).isTrue();
      assertThat(predictor.inputs()).hasSize(5);
      assertThat(predictor.output("forecast").length()).isEqualTo(1);
    }
  }

  @Test
  void everyOpsetSaysTheSame() {
    Model model =
        Models.of(
            network("n", sequence(ANY, 2))
                .then(dev.hebb.network.Layers.conv1d(3, 2).causal())
                .then(gru(3).returnSequences())
                .then(simpleRnn(2))
                .then(dense(1))
                .build());
    for (int version = Opset.LEAST; version <= Opset.MOST; version++) {
      Path file = folder.resolve(version + ".onnx");
      Onnx.export(model).opset(version).streaming().to(file);
      float java = last(Streams.open(file));
      assertThat(java).isEqualTo(last(Streams.open(file)));
      assertThat((double) last(Streams.with().onnxRuntime().open(file)))
          .isCloseTo(java, org.assertj.core.api.Assertions.within(TOLERANCE));
    }
  }

  private static float last(Streams opened) {
    try (Streams streams = opened;
        Stream stream = streams.open()) {
      for (int tick = 0; tick < 5; tick++) {
        stream.input().put(new float[] {tick * 0.3f, 1 - tick * 0.2f});
        stream.step();
      }
      return stream.output().get(0);
    }
  }

  @Test
  void samplesAreStreamedToo() {
    Path file = folder.resolve("sampled.onnx");
    Model model = Models.of(StreamNetworks.deck());
    Tensor rows = Tensor.of(new float[] {7, -7, 3, 1, -4, 2}, 2, 3, 1);
    assertThat(Onnx.export(model).sample(Map.of("returns", rows)).streaming().to(file).maxAbsDiff())
        .isLessThan(1e-5);
    assertThatThrownBy(() -> Onnx.export(model).sample(Map.of("prices", rows)).streaming().to(file))
        .isInstanceOf(ExportException.class)
        .hasMessage(
            file
                + ": not written: stock: sample: expected \"returns\" of [batch, time, features=1], got [prices]. Give a"
                + " tensor for every input.");
  }

  @Test
  void whatCannotBeStreamedIsNotWritten() {
    Path file = folder.resolve("both.onnx");
    Model model =
        Models.of(
            network("n", sequence(ANY, 2))
                .then(bidirectional(lstm(3).returnSequences()))
                .then(dense(1))
                .build());
    assertThatThrownBy(() -> Onnx.export(model).streaming().to(file))
        .isInstanceOf(ExportException.class)
        .hasMessage(
            file
                + ": not written: n/bidirectional (bidirectional(lstm(3).returnSequences())): cannot be streamed: it"
                + " reads the last step first, and the last one has not come. Use a layer that reads forwards, or"
                + " predict whole windows.");
    assertThat(file).doesNotExist();
  }

  @Test
  void aStepThatSaysSomethingElseIsNotWritten() {
    Model model = Models.of(network("n", sequence(ANY, 2)).then(gru(3)).then(dense(1)).build());
    Streaming twin = Streaming.of(model.graph());
    Model other =
        new Model(
            twin.window(), model.weights().with("dense/bias", Tensor.of(new float[] {0.5f}, 1)));
    ModelPrinter step = new ModelPrinter(new Model(twin.step(), model.weights()), Opset.DEFAULT);
    float off = Math.abs(model.weights().get("dense/bias").toFloats()[0] - 0.5f);
    assertThatThrownBy(
            () ->
                new StreamProof(other, twin, Engine.find().orElseThrow(), Path.of("n.onnx"), 1e-5)
                    .worst(step, java.util.Optional.empty(), List.of()))
        .isInstanceOf(ExportException.class)
        .hasMessage(
            "n.onnx: not written: output \"dense\" of tick 1 of 1: expected the trainer's numbers for the window within"
                + " 1e-05, got max |Δ| = %.3g for {batch=1, time=1}. Scale the inputs, or allow more with tolerance(...)."
                    .formatted(off));
  }

  @Test
  void whereTheBeginGoesHasToBeSaidWhereThereIsOne() {
    Path step = folder.resolve("step.onnx");
    Path begin = folder.resolve("begin.onnx");
    Model translator = Models.of(TranslatorStreamTest.translator());
    assertThatThrownBy(() -> Onnx.export(translator).streaming().over("time").to(step))
        .isInstanceOf(ExportException.class)
        .hasMessage(
            step
                + ": not written: [attention/Transpose_1, attention/Transpose_2, decoder/h/first, decoder/c/first] is"
                + " computed before the first tick. Say where that goes: begin(path).");
    Model deck = Models.of(StreamNetworks.deck());
    assertThatThrownBy(() -> Onnx.export(deck).streaming().begin(begin).to(step))
        .isInstanceOf(ExportException.class)
        .hasMessage(
            step
                + ": not written: nothing is computed before the first tick, all states are zeros. Leave begin("
                + begin
                + ") out.");
    assertThat(step).doesNotExist();
    assertThat(begin).doesNotExist();
  }
}

package dev.hebb.gallery;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.dropout;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.training.Adam.adam;
import static dev.hebb.training.Losses.meanAbsoluteError;
import static dev.hebb.training.Losses.meanSquaredError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.graph.Model;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Vector;
import dev.hebb.onnx.Onnx;
import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.Preset;
import dev.hebb.stream.Stream;
import dev.hebb.stream.Streams;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import dev.hebb.training.data.Dataset;
import dev.hebb.training.data.Windows;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's forecaster is declared, trained, exported, asked, and fed tick by tick. */
class ReadmeForecasterTest {
  @TempDir Path folder;

  static Network<Sequence, Vector> declared() {
    // spotless:off
    Network<Sequence, Vector> stock =
        network("stock", sequence(ANY, 1).named("returns").unit("%"))
            .then(lstm(20).returnSequences())
            .then(dropout(0.2))
            .then(lstm(10))
            .then(dropout(0.2))
            .then(dense(1))
            .build();
    // spotless:on
    return stock;
  }

  @Test
  void theWholePath() {
    Network<Sequence, Vector> stock = declared();
    float[] returns = Prices.read().returns();
    Path file = folder.resolve("stock.onnx");
    // spotless:off
    Dataset windows = Windows.of(returns, 30).dataset();

    Trained trained =
        Trainer.of(stock)
            .loss(meanSquaredError())
            .optimizer(adam())
            .metrics(meanAbsoluteError())
            .epochs(3)
            .batchSize(64)
            .validationSplit(0.2)
            .seed(42)
            .fit(windows);

    Onnx.export(trained.model()).to(file); // refuses to write what it cannot prove equal
    // spotless:on
    float[] window = Windows.of(returns, 30).latest().toFloats();
    float next = predicted(file, window);
    assertThat(next).isBetween(-5f, 5f);
    assertThat(next).isEqualTo(predicted(file, window));
  }

  private static float predicted(Path file, float[] window) {
    // spotless:off
    try (Predictor p = Predictor.open(file)) { // needs hebb-runtime and ONNX Runtime, nothing else
      p.input().put(0, window);
      p.run();
      float next = p.output().get(0);
      // spotless:on
      return next;
    }
  }

  @Test
  void predicting() {
    Path file = folder.resolve("served.onnx");
    Onnx.export(Model.initial(declared(), 42).noted("dim.time", "30")).to(file);
    float[] window = Windows.of(Prices.read().returns(), 30).latest().toFloats();
    // spotless:off
    try (Predictor p = Predictor.with().preset(Preset.LATENCY).rejectNaN().open(file)) {
      FloatBuffer prices = p.input().floats(); // the memory itself: nothing is copied
      prices.put(0, window);
      p.run();
      float next = p.output().get(0);
      p.bind(
          "batch", 8, "time",
          30); // other sizes, other inputs and outputs; the last 32 come back as they were
      p.input().put(7, window);
      // spotless:on
      p.run();
      assertThat(p.output().get(7)).isCloseTo(next, within(1e-5f));
    }
  }

  @Test
  void aStream() {
    Path file = folder.resolve("stock.step.onnx");
    Model model = Model.initial(declared(), 42);
    float tick = 0.3f;
    // spotless:off
    Onnx.export(model).streaming().to(file);

    try (Streams streams = Streams.open(file)) { // one session
      Stream stock = streams.open(); // one of thousands, each costs what it remembers
      stock.input().set(0, tick);
      stock.step();
      float next = stock.output().get(0);
      // spotless:on
      float alone = predictedOf(model, tick);
      assertThat(next).isCloseTo(alone, within(1e-6f));
    }
  }

  private float predictedOf(Model model, float tick) {
    Path file = folder.resolve("window.onnx");
    Onnx.export(model).to(file);
    try (Predictor p = Predictor.with().dim("time", 1).open(file)) {
      p.input().set(0, tick);
      p.run();
      return p.output().get(0);
    }
  }
}

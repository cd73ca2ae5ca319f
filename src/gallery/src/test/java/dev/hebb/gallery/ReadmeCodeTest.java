package dev.hebb.gallery;

import static dev.hebb.graph.op.Activation.RELU;
import static dev.hebb.graph.op.Activation.SOFTMAX;
import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.add;
import static dev.hebb.network.Layers.batchNormalization;
import static dev.hebb.network.Layers.conv2d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.dropout;
import static dev.hebb.network.Layers.globalAveragePool2d;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.zoo.Zoo.denseNet201;
import static dev.hebb.training.Adam.adam;
import static dev.hebb.training.MeanAbsoluteError.meanAbsoluteError;
import static dev.hebb.training.MeanSquaredError.meanSquaredError;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.graph.Model;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Operator;
import dev.hebb.network.Network;
import dev.hebb.network.Rank;
import dev.hebb.network.Rank.Image;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Vector;
import dev.hebb.network.SameRank;
import dev.hebb.network.Stage;
import dev.hebb.onnx.Onnx;
import dev.hebb.runtime.Predictor;
import dev.hebb.training.Progress;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import dev.hebb.training.data.Dataset;
import dev.hebb.training.data.Windows;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of the README; it runs. */
class ReadmeCodeTest {
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
  void branches() {
    // spotless:off
    Stage<Image, Image> stem = network("block", image(32, 32, 3)).then(conv2d(16, 3).same());
    Stage<Image, Image> main =
        stem.then(batchNormalization()).then(conv2d(16, 3).same().activation(RELU));
    Network<Image, Vector> block =
        add(stem, main).then(globalAveragePool2d()).then(dense(10)).build();
    // spotless:on
    assertThat(block.graph().parameterCount()).isEqualTo(448 + 64 + 2320 + 170);
  }

  @Test
  void aKnownArchitecture() {
    // spotless:off
    Network<Image, Vector> food =
        network("food-101", image(224, 224, 3))
            .then(denseNet201().withoutTop().frozen())
            .then(globalAveragePool2d())
            .then(dense(101).activation(SOFTMAX))
            .build();
    // spotless:on
    assertThat(food.graph().parameterCount()).isEqualTo(18_321_984 + 194_021);
  }

  // Compiled only: the file is for the reader to fetch. TransferTest runs the same on a small one.
  static Trained fineTuned(
      Path file, Network<Image, Vector> food, Network<Image, Vector> thawed, Dataset pictures) {
    // spotless:off
    Model imageNet = denseNet201().pretrained().from(file);
    Trained head = Trainer.of(Model.initial(food, 42).with(imageNet)).fit(pictures);
    Trained whole =
        Trainer.of(head.model().in(thawed)).optimizer(adam().learningRate(1e-5)).fit(pictures);
    // spotless:on
    return whole;
  }

  // spotless:off
  /** x·sigmoid(β·x) on any rank, as a layer of one's own: it trains and exports as it is. */
  record Gate(double beta) implements SameRank<Rank> {
    @Override
    public String kind() {
      return "gate";
    }

    @Override
    public String declaration() {
      return "gate(" + beta + ")";
    }

    @Override
    public Value lower(Value x, Scope scope) {
      Value scaled = scope.arithmetic(Operator.MUL, x, scope.constant(beta));
      return scope.arithmetic(Operator.MUL, x, scope.activate(Activation.SIGMOID, scaled));
    }
  }

  // spotless:on

  @Test
  void aLayerOfOnesOwn() {
    Network<Sequence, Vector> gated =
        network("gated", sequence(ANY, 1)).then(lstm(4)).then(new Gate(1.5)).then(dense(1)).build();
    Trained trained =
        Trainer.of(gated)
            .progress(Progress.silent())
            .fit(Windows.of(Prices.read().returns(), 10).dataset());
    assertThat(Onnx.export(trained.model()).to(folder.resolve("gated.onnx")).maxAbsDiff())
        .isLessThan(1e-5);
  }
}

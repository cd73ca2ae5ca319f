package dev.hebb.gallery;

import static dev.hebb.graph.op.Activation.RELU;
import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.add;
import static dev.hebb.network.Layers.batchNormalization;
import static dev.hebb.network.Layers.bidirectional;
import static dev.hebb.network.Layers.conv2d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.globalAveragePool1d;
import static dev.hebb.network.Layers.globalAveragePool2d;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.rnn;
import static dev.hebb.network.Layers.sequence;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.graph.Fans;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Port;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Operator;
import dev.hebb.network.Cell;
import dev.hebb.network.Network;
import dev.hebb.network.Rank;
import dev.hebb.network.Rank.Image;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Vector;
import dev.hebb.network.SameRank;
import dev.hebb.network.Stage;
import dev.hebb.onnx.Onnx;
import dev.hebb.training.Progress;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import dev.hebb.training.data.Dataset;
import dev.hebb.training.data.Windows;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's networks of branches, of rows of different lengths, and of layers of one's own. */
class ReadmeLayersTest {
  @TempDir Path folder;

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
  void rowsOfDifferentLengths() {
    Tensor steps = Tensor.zeros(32, 9, 5);
    long[] each = new long[32];
    Arrays.setAll(each, row -> 1 + row % 9);
    Tensor lengths = Tensor.of(each, 32);
    Tensor wanted = Tensor.zeros(32, 8);
    // spotless:off
    Network<Sequence, Vector> walks =
        network("walks", sequence(ANY, 5).withLengths())
            .then(bidirectional(lstm(16).returnSequences()))
            .then(globalAveragePool1d())
            .then(dense(8))
            .build();
    Trainer.of(walks).fit(new Dataset(List.of(steps, lengths), List.of(wanted)));
    // spotless:on
    assertThat(walks.graph().inputs()).extracting(Port::name).containsExactly("input", "lengths");
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

  /** h = relu(x·W + b + u∘h₋₁): units that remember only themselves (IndRNN, Li et al. 2018). */
  record IndRnn(int units) implements Cell {
    @Override
    public String kind() {
      return "ind_rnn";
    }

    @Override
    public String declaration() {
      return "indRnn(" + units + ")";
    }

    @Override
    public List<Integer> states() {
      return List.of(units);
    }

    @Override
    public Step step(Value x, List<Value> states, Scope scope) {
      Value u = scope.param("u", List.of((long) units), Initializer.ones(), Fans.NONE);
      Value remembered = scope.arithmetic(Operator.MUL, states.get(0), u);
      Value sum = scope.arithmetic(Operator.ADD, dense(units).lower(x, scope), remembered);
      return Step.of(scope.activate(Activation.RELU, sum));
    }
  }

  // spotless:on

  @Test
  void aLayerOfOnesOwn() {
    exported(network("gated", sequence(ANY, 1)).then(lstm(4)).then(new Gate(1.5)).then(dense(1)));
  }

  @Test
  void aRecurrentLayerOfOnesOwn() {
    exported(network("own", sequence(ANY, 1)).then(rnn(new IndRnn(4))).then(dense(1)));
  }

  private void exported(Stage<Sequence, Vector> own) {
    Trained trained =
        Trainer.of(own.build())
            .progress(Progress.silent())
            .fit(Windows.of(Prices.read().returns(), 10).dataset());
    assertThat(Onnx.export(trained.model()).to(folder.resolve("own.onnx")).maxAbsDiff())
        .isLessThan(1e-5);
  }
}

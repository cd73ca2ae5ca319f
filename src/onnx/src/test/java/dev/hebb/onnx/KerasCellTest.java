package dev.hebb.onnx;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.gru;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.rnn;
import static dev.hebb.network.Layers.sequence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.graph.Graph;
import dev.hebb.graph.Model;
import dev.hebb.graph.Param;
import dev.hebb.graph.Tensor;
import dev.hebb.network.Rank.Vector;
import dev.hebb.network.layer.Recurrent;
import dev.hebb.training.Adam;
import dev.hebb.training.Progress;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import dev.hebb.training.data.Dataset;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keras's equations as cells of a user's own are the layers that are built in. */
class KerasCellTest {
  /** Float32 in another order of summation. */
  private static final float ROUNDING = 1e-6f;

  @TempDir Path folder;

  private static Graph around(Recurrent<Vector> layer) {
    return network("n", sequence(ANY, 3)).then("cell", layer).then(dense(2)).build().graph();
  }

  @Test
  void kerasLayersTranscribedAreThoseThatAreBuiltIn() {
    same(around(gru(4)), around(rnn(new Cells.KerasGru(4))), "gru.onnx");
    same(around(lstm(4)), around(rnn(new Cells.KerasLstm(4))), "lstm.onnx");
    same(
        around(lstm(4).goBackwards()), around(rnn(new Cells.KerasLstm(4)).goBackwards()), "b.onnx");
  }

  private void same(Graph builtIn, Graph own, String name) {
    assertThat(own.params()).hasSameSizeAs(builtIn.params());
    Tensor x = Asked.random(3, 8, 6, 3);
    Tensor y = Asked.random(4, 8, 2);
    Model start = Models.of(builtIn);
    Trained first = fitted(start, x, y);
    Trained second = fitted(start.in(own), x, y);
    for (int step = 0; step < 5; step++) {
      assertThat(second.history().of("loss").get(step))
          .isCloseTo(first.history().of("loss").get(step), within(1e-6));
    }
    for (Param param : builtIn.params()) {
      float[] wanted = first.model().weights().get(param.name()).toFloats();
      float[] got = second.model().weights().get(param.name()).toFloats();
      assertThat(wanted).isNotEqualTo(start.weights().get(param.name()).toFloats());
      assertThat(got).as(param.name()).containsExactly(wanted, within(ROUNDING));
    }
    Path file = folder.resolve(name);
    Onnx.export(second.model()).to(file);
    Tensor seen = Asked.random(5, 3, 7, 3);
    assertThat(Asked.exported(file, seen, 2))
        .containsExactly(Asked.trained(first.model(), seen), within(ROUNDING));
  }

  private static Trained fitted(Model model, Tensor x, Tensor y) {
    return Trainer.of(model)
        .optimizer(Adam.adam().learningRate(0.01))
        .epochs(5)
        .batchSize(8)
        .inOrder()
        .progress(Progress.silent())
        .fit(Dataset.of(x, y));
  }
}

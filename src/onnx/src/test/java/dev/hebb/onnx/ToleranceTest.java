package dev.hebb.onnx;

import static dev.hebb.graph.op.Activation.RELU;
import static dev.hebb.network.Layers.conv2d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Model;
import dev.hebb.network.Rank.Vector;
import dev.hebb.network.Stage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToleranceTest {
  private static double of(GraphSource network) {
    return Tolerance.of(network.graph());
  }

  @Test
  void oneInAMillionUsually() {
    assertThat(of(network("n", vector(281)).then(dense(3)).build())).isEqualTo(1e-6);
    assertThat(of(network("n", image(8, 8, 16)).then(conv2d(4, 3)).build())).isEqualTo(1e-6);
  }

  @Test
  void longSumsRoundMore() {
    assertThat(of(network("n", vector(784)).then(dense(3)).build()))
        .isCloseTo(28 * Math.pow(2, -24), within(1e-12));
    assertThat(of(network("n", image(8, 8, 36)).then(conv2d(4, 5)).build()))
        .isCloseTo(30 * Math.pow(2, -24), within(1e-12));
  }

  @Test
  void manyLayersRoundMore() {
    Stage<Vector, Vector> stage = network("n", vector(4)).then(dense(4));
    for (int i = 1; i < 20; i++) {
      stage = stage.then(dense(4));
    }
    assertThat(of(stage.build())).isCloseTo(20 * Math.pow(2, -23), within(1e-12));
  }

  @Test
  void recurrencesRoundMost() {
    assertThat(of(network("n", sequence(5, 2)).then(lstm(3)).build())).isEqualTo(1e-5);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void aWideNetworkIsExported(long seed, @TempDir Path folder) {
    GraphSource wide =
        network("mlp", vector(784))
            .then(dense(256).activation(RELU))
            .then(dense(128).activation(RELU))
            .then(dense(10))
            .build();
    Exported exported = Onnx.export(Model.initial(wide, seed)).to(folder.resolve("mlp.onnx"));
    assertThat(exported.maxAbsDiff()).isPositive().isLessThan(1.7e-6);
  }
}

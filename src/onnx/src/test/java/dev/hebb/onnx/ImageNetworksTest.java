package dev.hebb.onnx;

import static dev.hebb.network.Layers.add;
import static dev.hebb.network.Layers.averagePool2d;
import static dev.hebb.network.Layers.batchNormalization;
import static dev.hebb.network.Layers.concat;
import static dev.hebb.network.Layers.conv2d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.flatten;
import static dev.hebb.network.Layers.globalAveragePool2d;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.localResponseNormalization;
import static dev.hebb.network.Layers.maxPool2d;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.upSampling2d;
import static dev.hebb.network.Layers.zeroPadding2d;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.graph.Graph;
import dev.hebb.graph.Model;
import dev.hebb.graph.Param;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.op.Activation;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Image;
import dev.hebb.network.Rank.Vector;
import dev.hebb.network.Stage;
import dev.hebb.runtime.Predictor;
import dev.hebb.training.Adam;
import dev.hebb.training.Progress;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import dev.hebb.training.data.Dataset;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks on images, from declaration to prediction. */
class ImageNetworksTest {
  @TempDir Path folder;

  private static Tensor pictures(int rows, int height, int width, int channels, long seed) {
    Random random = new Random(seed);
    float[] values = new float[rows * height * width * channels];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    return Tensor.of(values, rows, height, width, channels);
  }

  @Test
  void theAutoencoderOfTheCourse() {
    Network<Image, Image> encoder =
        network("encoder", image(60, 80, 3))
            .then(conv2d(64, 4).same().activation(Activation.SIGMOID))
            .then(maxPool2d(2).same())
            .then(conv2d(32, 4).same().activation(Activation.SIGMOID))
            .then(maxPool2d(2).same())
            .build();
    assertThat(encoder.output().shape()).hasToString("[batch, height=15, width=20, channels=32]");
    Network<Image, Image> decoder =
        network("decoder", image(15, 20, 32).named("decoder_input"))
            .then(conv2d(32, 4).same().activation(Activation.SIGMOID))
            .then(upSampling2d(2))
            .then("conv3", conv2d(64, 1).activation(Activation.SIGMOID))
            .then("up3", upSampling2d(2))
            .then(conv2d(3, 4).same().activation(Activation.SIGMOID))
            .build();
    Network<Image, Image> autoencoder =
        network("autoencoder", encoder.input()).then(encoder).then(decoder).build();
    assertThat(encoder.graph().parameterCount()).isEqualTo(3136 + 32800);
    assertThat(decoder.graph().parameterCount()).isEqualTo(16416 + 2112 + 3075);
    assertThat(autoencoder.graph().parameterCount()).isEqualTo(3136 + 32800 + 16416 + 2112 + 3075);
    Tensor pictures = pictures(4, 60, 80, 3, 1);
    Trained trained =
        Trainer.of(autoencoder)
            .epochs(5)
            .batchSize(2)
            .progress(Progress.silent())
            .fit(Dataset.of(pictures, pictures));
    assertThat(trained.history().last().figures().get("loss"))
        .isLessThan(trained.history().of("loss").get(0));
    assertThat(Onnx.export(trained.model()).to(folder.resolve("autoencoder.onnx")).maxAbsDiff())
        .isLessThanOrEqualTo(1e-6);
  }

  private static Network<Image, Vector> residual() {
    Stage<Image, Image> stem =
        network("residual", image(12, 10, 3))
            .then(zeroPadding2d(1))
            .then(conv2d(6, 3).noBias())
            .then(batchNormalization());
    Stage<Image, Image> left = stem.then(conv2d(6, 3).same().activation(Activation.RELU));
    Stage<Image, Image> right = stem.then(conv2d(6, 1)).then(localResponseNormalization(3));
    Stage<Image, Image> both = concat(add(left, right), stem.then(conv2d(2, 2).same()));
    return both.then(averagePool2d(2))
        .then(batchNormalization())
        .then(conv2d(4, 3, 2).groups(2).stride(2, 1))
        .then(globalAveragePool2d())
        .then(dense(3))
        .build();
  }

  @Test
  void branchesTrainAndExport() {
    Tensor pictures = pictures(24, 12, 10, 3, 2);
    float[] targets = new float[72];
    for (int i = 0; i < 24; i++) {
      targets[3 * i + i % 3] = 1;
    }
    Dataset data = Dataset.of(pictures, Tensor.of(targets, 24, 3));
    Model start = Model.initial(residual(), 3);
    Trained trained =
        Trainer.of(start)
            .epochs(8)
            .batchSize(8)
            .optimizer(Adam.adam().learningRate(0.01))
            .progress(Progress.silent())
            .fit(data);
    assertThat(trained.history().last().figures().get("loss"))
        .isLessThan(trained.history().of("loss").get(0));
    for (Param param : start.graph().params()) {
      assertThat(trained.model().weights().get(param.name()))
          .as("%s changes", param.name())
          .isNotEqualTo(start.weights().get(param.name()));
    }
    Path file = folder.resolve("residual.onnx");
    assertThat(Onnx.export(trained.model()).to(file).maxAbsDiff()).isLessThanOrEqualTo(1e-6);
    Path saved = folder.resolve("residual.hebb");
    trained.model().save(saved);
    assertThat(Model.load(saved)).isEqualTo(trained.model());
    float[] expected = trained.predict(pictures.rows(5, 6)).toFloats();
    try (Predictor predictor = Predictor.open(file)) {
      predictor.input().put(0, pictures.rows(5, 6).toFloats());
      predictor.run();
      for (int i = 0; i < 3; i++) {
        assertThat(predictor.output().get(i)).isCloseTo(expected[i], within(1e-5f));
      }
    }
  }

  @Test
  void movingStatisticsGoTowardsThoseOfTheBatch() {
    Graph graph =
        network("n", image(2, 2, 1))
            .then(batchNormalization().momentum(0.75))
            .then(flatten())
            .then(dense(1))
            .build()
            .graph();
    float[] values = {1, 2, 3, 4, 5, 6, 7, 8};
    Trained trained =
        Trainer.of(Model.initial(graph, 1))
            .batchSize(2)
            .progress(Progress.silent())
            .fit(Dataset.of(Tensor.of(values, 2, 2, 2, 1), Tensor.zeros(2, 1)));
    // Mean 4.5, biased variance 5.25, a quarter of the way from 0 and 1.
    assertThat(trained.model().weights().get("batch_normalization/moving_mean").toFloats()[0])
        .isCloseTo(4.5f / 4, within(1e-5f));
    assertThat(trained.model().weights().get("batch_normalization/moving_variance").toFloats()[0])
        .isCloseTo(0.75f + 5.25f / 4, within(1e-4f));
  }
}

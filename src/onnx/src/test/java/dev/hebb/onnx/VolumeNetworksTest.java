package dev.hebb.onnx;

import static dev.hebb.network.Layers.averagePool3d;
import static dev.hebb.network.Layers.batchNormalization;
import static dev.hebb.network.Layers.concat;
import static dev.hebb.network.Layers.conv2d;
import static dev.hebb.network.Layers.conv2dTranspose;
import static dev.hebb.network.Layers.conv3d;
import static dev.hebb.network.Layers.conv3dTranspose;
import static dev.hebb.network.Layers.cropping3d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.depthwiseConv2d;
import static dev.hebb.network.Layers.globalAveragePool3d;
import static dev.hebb.network.Layers.groupNormalization;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.maxPool3d;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.resizing;
import static dev.hebb.network.Layers.rmsNormalization;
import static dev.hebb.network.Layers.separableConv2d;
import static dev.hebb.network.Layers.upSampling2d;
import static dev.hebb.network.Layers.upSampling3d;
import static dev.hebb.network.Layers.volume;
import static dev.hebb.network.Layers.zeroPadding3d;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Model;
import dev.hebb.graph.Param;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.op.Activation;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Image;
import dev.hebb.network.Rank.Vector;
import dev.hebb.network.Rank.Volume;
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

/** Networks on volumes, and on images that change their size, from declaration to prediction. */
class VolumeNetworksTest {
  @TempDir Path folder;

  private static Tensor random(long seed, long... dims) {
    Random random = new Random(seed);
    float[] values = new float[Math.toIntExact(Tensor.elements(dims))];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    return Tensor.of(values, dims);
  }

  // Every parameter must change: gradients flow through every layer.
  private Trained trained(GraphSource network, Tensor x, Tensor y) {
    Model start = Model.initial(network, 3);
    Trained trained =
        Trainer.of(start)
            .epochs(6)
            .batchSize(4)
            .optimizer(Adam.adam().learningRate(0.01))
            .progress(Progress.silent())
            .fit(Dataset.of(x, y));
    assertThat(trained.history().last().figures().get("loss"))
        .isLessThan(trained.history().of("loss").get(0));
    for (Param param : start.graph().params()) {
      assertThat(trained.model().weights().get(param.name()))
          .as("%s changes", param.name())
          .isNotEqualTo(start.weights().get(param.name()));
    }
    Path saved = folder.resolve("saved.hebb");
    trained.model().save(saved);
    assertThat(Model.load(saved)).isEqualTo(trained.model());
    return trained;
  }

  private void exported(Trained trained, Tensor x, int outputs) {
    Path file = folder.resolve("exported.onnx");
    assertThat(Onnx.export(trained.model()).to(file).maxAbsDiff()).isLessThanOrEqualTo(1e-6);
    for (int rows : new int[] {1, 3}) {
      float[] expected = trained.predict(x.rows(0, rows)).toFloats();
      try (Predictor predictor = Predictor.with().batch(rows).open(file)) {
        predictor.input().put(x.rows(0, rows).toFloats());
        predictor.run();
        for (int i = 0; i < rows * outputs; i++) {
          assertThat(predictor.output().get(i)).isCloseTo(expected[i], within(1e-5f));
        }
      }
    }
  }

  @Test
  void aNetworkOnVolumes() {
    Stage<Volume, Volume> stem =
        network("scan", volume(6, 7, 8, 2))
            .then(zeroPadding3d(1))
            .then(conv3d(4, 3).stride(1, 2, 2).activation(Activation.SWISH))
            .then(batchNormalization());
    Network<Volume, Vector> scan =
        concat(
                stem.then(maxPool3d(2).stride(1).same()),
                stem.then(averagePool3d(3).stride(1).same()))
            .then(groupNormalization(2))
            .then(conv3dTranspose(4, 2).stride(2))
            .then(cropping3d(1, 0, 0, 1, 1, 1))
            .then(upSampling3d(1, 2, 1))
            .then(globalAveragePool3d())
            .then(dense(2))
            .build();
    Tensor x = random(1, 12, 6, 7, 8, 2);
    exported(trained(scan, x, random(2, 12, 2)), x, 2);
  }

  @Test
  void aNetworkThatResizes() {
    Network<Image, Image> finer =
        network("finer", image(11, 13, 3))
            .then(conv2d(4, 3).same().activation(Activation.GELU_TANH))
            .then(resizing(17, 9).bicubic())
            .then(separableConv2d(4, 3).multiplier(2).same())
            .then(resizing(8, 20).antialias())
            .then(depthwiseConv2d(3).same())
            .then(upSampling2d(3, 2).bilinear())
            .then(rmsNormalization())
            .then(resizing(5, 6).nearest())
            .then(conv2dTranspose(2, 3).stride(2).same().outputPadding(1))
            .build();
    Tensor x = random(1, 12, 11, 13, 3);
    exported(trained(finer, x, random(2, 12, 10, 12, 2)), x, 10 * 12 * 2);
  }

  // A Resize node, which works in single precision, is off by 8e-5 here.
  @Test
  void lengthsOfSomeHundredAgreeToTheSameDigits() {
    Network<Image, Image> large =
        network("large", image(300, 410, 1))
            .then(resizing(224, 224))
            .then(conv2d(1, 1))
            .then(resizing(333, 301).bicubic())
            .then(conv2d(1, 1))
            .then(upSampling2d(3, 2).bilinear())
            .then(conv2d(1, 1))
            .then(resizing(640, 640).nearest())
            .then(resizing(224, 448).nearest())
            .build();
    Model model = Model.initial(large, 1);
    assertThat(Onnx.export(model).to(folder.resolve("large.onnx")).maxAbsDiff())
        .isLessThanOrEqualTo(1e-6);
  }
}

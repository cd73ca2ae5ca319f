package dev.hebb.training;

import static dev.hebb.graph.op.Activation.RELU;
import static dev.hebb.graph.op.Activation.SOFTMAX;
import static dev.hebb.network.Layers.conv2d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.flatten;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.vector;
import static dev.hebb.training.Losses.sparseCategoricalCrossentropy;
import static dev.hebb.training.Metrics.accuracy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.WeightOptions;
import dev.hebb.graph.Weights;
import dev.hebb.training.data.Dataset;
import dev.hebb.training.data.Examples;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevicesTest {
  private static final int ROWS = 53;

  private static GraphSource classifier() {
    return network("classifier", image(6, 5, 2))
        .then(conv2d(4, 3).activation(RELU))
        .then(flatten())
        .then(dense(3).activation(SOFTMAX))
        .build();
  }

  private static Dataset pictures() {
    Random random = new Random(5);
    float[] pixels = new float[ROWS * 6 * 5 * 2];
    long[] labels = new long[ROWS];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextGaussian();
    }
    for (int i = 0; i < ROWS; i++) {
      labels[i] = pixels[i * 60] > 0.4 ? 2 : pixels[i * 60] > -0.4 ? 1 : 0;
    }
    return Dataset.of(Tensor.of(pixels, ROWS, 6, 5, 2), Tensor.of(labels, ROWS));
  }

  // Batches of 10: three devices get 3, 3 and 4 rows, and 1 each of the last 3; five of them less.
  private static Trainer trainer(Device... devices) {
    return Trainer.of(classifier())
        .loss(sparseCategoricalCrossentropy())
        .metrics(accuracy())
        .batchSize(10)
        .epochs(4)
        .seed(3)
        .validationSplit(0.2)
        .device(devices)
        .progress(Progress.silent());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void severalDevicesChangeTheWeightsAsOneDoes(int count) {
    Device[] several = Collections.nCopies(count, Device.cpu()).toArray(Device[]::new);
    Examples streamed = Examples.of(ROWS, pictures()::example);
    Trained one = trainer(Device.cpu()).fit(pictures());
    for (Examples data : new Examples[] {pictures(), streamed}) {
      Trained parts = trainer(several).fit(data);
      one.model()
          .weights()
          .tensors()
          .forEach(
              (name, tensor) ->
                  assertThat(parts.model().weights().get(name).toFloats())
                      .as(name)
                      .containsExactly(tensor.toFloats(), within(1e-5f)));
      for (String figure : one.history().last().figures().keySet()) {
        for (int epoch = 0; epoch < 4; epoch++) {
          assertThat(parts.history().of(figure).get(epoch))
              .as("%s of epoch %d", figure, epoch + 1)
              .isCloseTo(one.history().of(figure).get(epoch), within(1e-5));
        }
      }
    }
  }

  @Test
  void moreDevicesThanRowsLeaveSomeIdle() {
    Device[] several = Collections.nCopies(4, Device.cpu()).toArray(Device[]::new);
    Weights one = trainer(Device.cpu()).batchSize(3).fit(pictures()).model().weights();
    Weights parts = trainer(several).batchSize(3).fit(pictures()).model().weights();
    assertThat(parts.get("dense/kernel").toFloats())
        .containsExactly(one.get("dense/kernel").toFloats(), within(1e-5f));
  }

  @Test
  void bfloat16IsNearFloat32AndLearns() {
    Trained exact = trainer(Device.cpu()).epochs(30).fit(pictures());
    Trained mixed =
        trainer(Device.cpu()).epochs(30).precision(Precision.MIXED_BFLOAT16).fit(pictures());
    assertThat(mixed.model().weights()).isNotEqualTo(exact.model().weights());
    assertThat(mixed.history().of("loss").get(0))
        .isCloseTo(exact.history().of("loss").get(0), within(0.01))
        .isNotEqualTo(exact.history().of("loss").get(0));
    assertThat(mixed.history().last().figures().get("loss"))
        .isCloseTo(exact.history().last().figures().get("loss"), within(0.05));
  }

  // bfloat16 has nothing between 1 and 1.0078: a weight in it would stay 1 for ever.
  @Test
  void theWeightsThemselvesStayFloat32() {
    Tensor ones = Tensor.of(new float[] {1, 1, 1, 1}, 4, 1);
    GraphSource line =
        network("line", vector(1))
            .then(dense(1).noBias().with(WeightOptions.kernel().initializer(Initializer.ones())))
            .build();
    Trained trained =
        Trainer.of(line)
            .loss(new Mean())
            .optimizer(Sgd.sgd().learningRate(0.001))
            .precision(Precision.MIXED_BFLOAT16)
            .device(Device.cpu())
            .batchSize(4)
            .epochs(100)
            .progress(Progress.silent())
            .fit(Dataset.of(ones, Tensor.zeros(4, 1)));
    assertThat(trained.model().weights().get("dense/kernel").toFloats()[0])
        .isCloseTo(0.9f, within(1e-4f));
    assertThat(trained.history().of("loss").get(1)).as("0.999 in bfloat16").isEqualTo(1.0);
  }

  @Test
  void aGpuThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> trainer(Device.gpu(0)).fit(pictures()))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            "training on gpu:0 was asked for, but this class path has the CPU build of PyTorch (2.7.1). Point PYTORCH_LIBRARY_PATH at a CUDA build of the same PyTorch (scripts/gpu-setup says how), or use Device.auto().");
    assertThat(trainer(Device.auto()).epochs(1).fit(pictures()).model().weights())
        .isEqualTo(trainer(Device.cpu()).epochs(1).fit(pictures()).model().weights());
  }

  @Test
  void aDeviceThatIsNoneIsRefused() {
    assertThatThrownBy(() -> new Device("tpu"))
        .isInstanceOf(TrainingException.class)
        .hasMessage("device: expected \"auto\", \"cpu\" or \"gpu:0\", got \"tpu\".");
    assertThatThrownBy(DevicesTest::trainer)
        .isInstanceOf(TrainingException.class)
        .hasMessage("device: expected at least one, got none.");
  }
}

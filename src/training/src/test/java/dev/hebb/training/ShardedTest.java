package dev.hebb.training;

import static dev.hebb.graph.op.Activation.SOFTMAX;
import static dev.hebb.graph.op.Activation.TANH;
import static dev.hebb.network.Layers.batchNormalization;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.dropout;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.standardScaler;
import static dev.hebb.network.Layers.vector;
import static dev.hebb.training.Adam.adam;
import static dev.hebb.training.Losses.sparseCategoricalCrossentropy;
import static dev.hebb.training.Metrics.accuracy;
import static dev.hebb.training.Sgd.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Weights;
import dev.hebb.training.data.Dataset;
import dev.hebb.training.data.Examples;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Training where the examples lie gives what training here gives. */
class ShardedTest {
  private static final int ROWS = 96;

  private static GraphSource classifier() {
    return network("classifier", vector(5))
        .then(standardScaler("scaler"))
        .then(dense(7).activation(TANH))
        .then(dense(3).activation(SOFTMAX))
        .build();
  }

  private static Dataset rows() {
    Random random = new Random(7);
    float[] x = new float[ROWS * 5];
    long[] y = new long[ROWS];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) (3 + 2 * random.nextGaussian());
    }
    for (int i = 0; i < ROWS; i++) {
      y[i] = x[i * 5] > x[i * 5 + 1] ? 2 : x[i * 5 + 2] > 3 ? 1 : 0;
    }
    return Dataset.of(Tensor.of(x, ROWS, 5), Tensor.of(y, ROWS));
  }

  private static Trainer trainer(GraphSource network) {
    return Trainer.of(network)
        .loss(sparseCategoricalCrossentropy())
        .metrics(accuracy())
        .optimizer(sgd().learningRate(0.1))
        .batchSize(24)
        .epochs(5)
        .seed(3)
        .progress(Progress.silent());
  }

  private static void near(Trained one, Trained other, double most) {
    Weights weights = one.model().weights();
    weights
        .tensors()
        .forEach(
            (name, tensor) ->
                assertThat(other.model().weights().get(name).toFloats())
                    .as(name)
                    .containsExactly(tensor.toFloats(), within((float) most)));
    for (String figure : one.history().last().figures().keySet()) {
      for (int epoch = 0; epoch < one.history().epochs().size(); epoch++) {
        assertThat(other.history().of(figure).get(epoch))
            .as("%s of epoch %d", figure, epoch + 1)
            .isCloseTo(one.history().of(figure).get(epoch), within(most));
      }
    }
  }

  // 96 rows in batches of 24, by 4: in their order, equal shares of each; shuffled, any.
  @ParameterizedTest
  @CsvSource({"1, true", "2, false", "4, false", "4, true", "7, true"})
  void averagedGradientsChangeTheWeightsAsOneMachineDoes(int shards, boolean shuffled) {
    Trainer trainer = shuffled ? trainer(classifier()) : trainer(classifier()).inOrder();
    Trained one = trainer.fit(rows());
    LocalShards there = new LocalShards(rows(), shards);
    near(one, trainer.fit(there), 1e-6);
    assertThat(there.opened()).hasValue(0);
  }

  @Test
  void anyOptimizerWeightsClippingAndValidationGoWithIt() {
    float[] weights = new float[ROWS];
    for (int i = 0; i < ROWS; i++) {
      weights[i] = 0.5f + i % 3;
    }
    Dataset weighted = rows().weights(Tensor.of(weights, ROWS));
    Trainer trainer =
        trainer(classifier())
            .optimizer(adam().learningRate(0.02).globalClipNorm(0.5).ema(0.9))
            .validationSplit(0.25);
    near(trainer.fit(weighted), trainer.fit(new LocalShards(weighted, 3)), 1e-5);
  }

  // 26 rows in batches of 24: of the last two rows one of three shards has none.
  @Test
  void aShardWithoutARowOfABatchCountsForNothing() {
    Trainer trainer = trainer(classifier()).validationSplit(0.27);
    assertThat(rows().last(0.27).rows()).isEqualTo(26);
    near(trainer.fit(rows()), trainer.fit(new LocalShards(rows(), 3)), 1e-6);
  }

  // With plain SGD the mean of weights after one step each is the step with the mean of gradients.
  @Test
  void averagedWeightsAfterOneStepAreAveragedGradients() {
    Trainer trainer = trainer(classifier()).batchSize(48).epochs(1).inOrder();
    Trained gradients = trainer.epochs(2).fit(new LocalShards(rows(), 3));
    // A round is all of an epoch, of which each shard has a third: one step.
    Trained weights =
        trainer.epochs(2).batchSize(96).fit(new LocalShards(rows(), 3).averagedEvery(2));
    Trained large = trainer.epochs(2).batchSize(96).fit(rows());
    near(large, weights, 1e-6);
    assertThat(gradients.model().weights()).isNotEqualTo(large.model().weights());
  }

  // Every worker takes its steps alone, so the numbers are others; it learns as well.
  @Test
  void averagedWeightsLearn() {
    Trainer trainer = trainer(classifier()).optimizer(adam().learningRate(0.02)).epochs(40);
    Trained averaged = trainer.fit(new LocalShards(rows(), 3).averagedEvery(2));
    assertThat(averaged.history().last().figures().get("accuracy")).isGreaterThan(0.9);
    assertThat(averaged.history().of("loss").get(0))
        .isGreaterThan(2 * averaged.history().last().figures().get("loss"));
  }

  @ParameterizedTest
  @CsvSource({"1", "3"})
  void aWorkerThatForgetsChangesNothing(int averageEvery) {
    GraphSource noisy =
        network("noisy", vector(5))
            .then(dense(8).activation(TANH))
            .then(batchNormalization())
            .then(dropout(0.3))
            .then(dense(3).activation(SOFTMAX))
            .build();
    Trainer trainer = trainer(noisy).optimizer(adam().learningRate(0.01));
    LocalShards there = new LocalShards(rows(), 3).averagedEvery(averageEvery);
    Trained whole = trainer.fit(there);
    Trained lost = trainer.fit(there.losingEvery(2));
    assertThat(lost.model().weights()).isEqualTo(whole.model().weights());
    assertThat(whole.model().weights().get("batch_normalization/moving_mean").toFloats())
        .doesNotContain(0f);
  }

  @Test
  void aFrozenPartStaysAsItIs() {
    Trained first = trainer(classifier()).fit(rows());
    Trainer trainer =
        trainer(first.model()).optimizer(sgd().learningRate(0.1).learningRate("dense", 0));
    near(trainer.fit(rows()), trainer.fit(new LocalShards(rows(), 3)), 1e-6);
  }

  @Test
  void checkpointsGoOnBitForBit(@TempDir Path folder) {
    for (int every : new int[] {1, 3}) {
      LocalShards there = new LocalShards(rows(), 3).averagedEvery(every);
      Trainer trainer = trainer(classifier()).optimizer(adam()).epochs(6);
      Trained whole = trainer.fit(there);
      Trainer saved =
          trainer.checkpoints(Checkpoints.in(folder.resolve("by" + every)).everySteps(5));
      Callback ends =
          new Callback() {
            @Override
            public void onBatchEnd(Run run) {
              if (run.step() >= 13) {
                throw new IllegalStateException("the driver ends");
              }
            }
          };
      assertThatThrownBy(() -> saved.callbacks(ends).fit(there)).hasMessage("the driver ends");
      Trained resumed = saved.resume(there);
      assertThat(resumed.model().weights()).isEqualTo(whole.model().weights());
      assertThat(resumed.history().of("loss")).isEqualTo(whole.history().of("loss"));
      assertThatThrownBy(() -> saved.resume(new LocalShards(rows(), 4).averagedEvery(every)))
          .isInstanceOf(TrainingException.class)
          .hasMessageContaining(
              "devices: [cpu] of 4 shards, averaged every %1$d steps instead of [cpu] of 3 shards, averaged every %1$d steps"
                  .formatted(every));
    }
  }

  @Test
  void aRowThatIsWrongIsNamed() {
    long[] labels = rows().targets().get(0).toLongs();
    labels[17] = 3;
    Examples wrong =
        new LocalShards(Dataset.of(rows().inputs().get(0), Tensor.of(labels, ROWS)), 3);
    assertThatThrownBy(() -> trainer(classifier()).fit(wrong))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            "data: target row 17: expected whole numbers from 0 to 2, got 3. Number from 0, or declare more of them.");
  }

  @Test
  void weightsOfTheValidationDataAloneAreRefused() {
    float[] weights = new float[ROWS];
    Dataset weighted = rows().weights(Tensor.of(weights, ROWS));
    assertThatThrownBy(
            () -> trainer(classifier()).validation(weighted).fit(new LocalShards(rows(), 3)))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            "data: expected weights in the rows of the other machines too, where the validation data has some, got none. Give them a column of weights, or leave them out of both.");
  }

  @Test
  void otherDevicesThanTheOthersProcessorsAreRefused() {
    assertThatThrownBy(
            () ->
                trainer(classifier())
                    .device(Device.cpu(), Device.cpu())
                    .fit(new LocalShards(rows(), 3)))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            "classifier: device: expected the CPU, on which the other machines compute that have the examples, got [cpu, cpu]. Leave device(...) out.");
  }
}

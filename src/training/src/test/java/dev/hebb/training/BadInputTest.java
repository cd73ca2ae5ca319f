package dev.hebb.training;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.conv1d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Tensor;
import dev.hebb.training.data.Dataset;
import dev.hebb.training.data.Windows;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class BadInputTest {
  private static final GraphSource NETWORK =
      network("stock", sequence(ANY, 1).named("prices")).then(lstm(3)).then(dense(1)).build();

  private static Trainer trainer() {
    return Trainer.of(NETWORK).progress(Progress.silent());
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(TrainingException.class).hasMessage(message);
  }

  @Test
  void numbersThatAreNone() {
    float[] values = new float[24];
    values[13] = Float.NaN;
    refused(
        () -> Dataset.of(Tensor.of(values, 4, 6, 1), Tensor.zeros(4, 1)),
        "data: input row 2, column 1 is NaN. Remove the row or fill the gap before training.");
    values[13] = Float.POSITIVE_INFINITY;
    refused(
        () -> Dataset.of(Tensor.zeros(24, 1), Tensor.of(values, 24, 1)),
        "data: target row 13, column 0 is Infinity. Remove the row or fill the gap before training.");
  }

  @Test
  void fewerRowsThanAWindow() {
    refused(
        () -> Windows.of(new float[30], 30).dataset(),
        "windows: expected at least 31 rows for windows of 30 and a horizon of 1, got 30. Give more rows, or shorter"
            + " windows.");
  }

  @Test
  void aBatchLargerThanTheData() {
    refused(
        () -> trainer().batchSize(64).fit(Dataset.of(Tensor.zeros(20, 5, 1), Tensor.zeros(20, 1))),
        "stock: expected a batch of at most 20 rows, which is all there are to train on, got 64. Use a smaller"
            + " batchSize.");
  }

  @Test
  void dataOfAnotherShape() {
    refused(
        () -> trainer().fit(Dataset.of(Tensor.zeros(40, 5, 2), Tensor.zeros(40, 1))),
        "stock: input \"prices\": expected [batch, time, features=1], got [40, 5, 2]. Reshape the data, or declare the"
            + " network for it.");
    refused(
        () -> trainer().fit(Dataset.of(Tensor.zeros(40, 5, 1), Tensor.zeros(40, 3))),
        "stock: target for output \"dense\": expected [batch, features=1], got [40, 3]. Reshape the data, or declare"
            + " the network for it.");
    refused(
        () -> Dataset.of(Tensor.zeros(40, 5, 1), Tensor.zeros(39, 1)),
        "data: expected as many targets as inputs, got 39 and 40.");
  }

  @Test
  void rowsShorterThanAKernel() {
    GraphSource conv = network("conv", sequence(ANY, 1)).then(conv1d(2, 4)).then(lstm(2)).build();
    refused(
        () ->
            Trainer.of(conv)
                .progress(Progress.silent())
                .fit(Dataset.of(Tensor.zeros(40, 3, 1), Tensor.zeros(40, 2))),
        "conv: conv1d/Conv[batch, features=2, time=time - 3]: expected something to be left of time, got 0 for data of"
            + " {batch=40, time=3}. Give longer rows, or use a smaller kernel or stride.");
  }

  @Test
  void nothingToTrain() {
    GraphSource frozen = network("frozen", vector(1)).then(dense(1)).build().frozen();
    refused(
        () ->
            Trainer.of(frozen)
                .batchSize(1)
                .progress(Progress.silent())
                .fit(Dataset.of(Tensor.zeros(2, 1), Tensor.zeros(2, 1))),
        "frozen: expected something to train, got a network without trainable parameters. Add a layer that learns, or do"
            + " not freeze all of them.");
  }

  @Test
  void plansThatCannotBe() {
    Dataset data = Dataset.of(Tensor.zeros(40, 5, 1), Tensor.zeros(40, 1));
    refused(() -> trainer().epochs(0), "epochs: expected at least 1, got 0.");
    refused(
        () -> trainer().validationSplit(1),
        "validationSplit: expected a share between 0 and 1, got 1.0.");
    refused(
        () -> trainer().callbacks(EarlyStopping.patience(3)).fit(data),
        "stock: early stopping watches \"val_loss\", which is not among [loss]. Give validation data, or watch another"
            + " figure.");
  }

  @Test
  void aLossThatBecomesNaNStopsAndKeepsTheLastGoodWeights() {
    float[] x = new float[300];
    java.util.Arrays.fill(x, 1);
    x[250] = 3e38f; // In order: the 251st step overflows.
    DivergedException diverged =
        catchThrowableOfType(
            DivergedException.class,
            () ->
                Trainer.of(network("n", vector(1)).then(dense(1)).build())
                    .batchSize(1)
                    .inOrder()
                    .progress(Progress.silent())
                    .fit(Dataset.of(Tensor.of(x, 300, 1), Tensor.zeros(300, 1))));
    assertThat(diverged)
        .hasMessage(
            "training: the loss became Infinity at step 251 (epoch 1). The weights of step 200 were kept: see lastGood()."
                + " Use a smaller learning rate, or scale the data.");
    assertThat(diverged.step()).isEqualTo(251);
    assertThat(diverged.lastGood().predict(Tensor.of(new float[] {1}, 1, 1)).toFloats()[0])
        .isFinite();
  }
}

package dev.hebb.training;

import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.vector;
import static dev.hebb.training.Losses.dice;
import static dev.hebb.training.Losses.meanSquaredError;
import static dev.hebb.training.Losses.sparseCategoricalCrossentropy;
import static dev.hebb.training.Metrics.accuracy;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Tensor;
import dev.hebb.network.Network;
import dev.hebb.training.data.Dataset;
import dev.hebb.training.data.Example;
import dev.hebb.training.data.Examples;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Weights that cannot be, and outputs that there are not. */
class WeightErrorsTest {
  private static final Dataset ROWS = Dataset.of(Tensor.zeros(4, 2), Tensor.zeros(4, 3));

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(TrainingException.class).hasMessage(message);
  }

  private static Trainer trainer() {
    return Trainer.of(network("n", vector(2)).then(dense(3)).build())
        .batchSize(2)
        .progress(Progress.silent());
  }

  private static Trainer two() {
    var hidden = network("n", vector(2)).then(dense(3));
    return Trainer.of(
            Network.of(List.of(hidden.then("kind", dense(3)), hidden.then("price", dense(1)))))
        .batchSize(2);
  }

  @Test
  void ofAnotherLength() {
    refused(
        () -> ROWS.weights(Tensor.zeros(3)),
        "data: expected weights for 4 rows, got [3]. Give one weight a row.");
    refused(
        () -> trainer().fit(ROWS.weights(Tensor.zeros(4, 3))),
        "n: mean_squared_error of output \"dense\": expected weights for [batch], got some of 2 axes."
            + " Give one weight for each.");
    refused(
        () -> trainer().fit(ROWS.weights(Tensor.zeros(4, 3, 1))),
        "n: weights for output \"dense\": expected at most an axis for each of [batch, features=3],"
            + " got 3. Give one weight a row.");
    GraphSource steps = network("n", sequence(5, 2)).then(dense(3)).build();
    Dataset sequences = Dataset.of(Tensor.zeros(4, 5, 2), Tensor.zeros(4, 5, 3));
    refused(
        () -> Trainer.of(steps).batchSize(2).fit(sequences.weights(Tensor.zeros(4, 6))),
        "n: weights for output \"dense\": expected [batch, time=5], got [4, 6]. Reshape the data, or"
            + " declare the network for it.");
  }

  @Test
  void belowZero() {
    refused(
        () -> ROWS.weights(Tensor.of(new float[] {1, 0, -0.5f, 1}, 4)),
        "data: weights row 2: expected at least 0, got -0.5. Leave out rows that should not count.");
    refused(
        () -> ROWS.weights(Tensor.of(new float[] {1, Float.NaN, 1, 1}, 4)),
        "data: weights row 1, column 0 is NaN. Remove the row or fill the gap before training.");
    Examples streamed =
        Examples.of(
            4, row -> Example.of(Tensor.zeros(2), Tensor.zeros(3)).withWeight(row == 3 ? -2 : 1));
    refused(
        () -> trainer().inOrder().fit(streamed),
        "data: weights row 3: expected at least 0, got -2.0. Leave out rows that should not count.");
    refused(
        () -> trainer().classWeights(Map.of(1, -1.0)),
        "classWeights: expected a weight of at least 0, got -1.0 for class 1.");
    refused(
        () -> trainer().lossWeights(Map.of("dense", -1.0)),
        "lossWeights: expected a weight of at least 0, got -1.0 for \"dense\".");
  }

  @Test
  void ofAnotherType() {
    refused(
        () -> trainer().fit(ROWS.weights(Tensor.of(new long[4], 4))),
        "n: weights for output \"dense\": expected FLOAT32, got INT64. Give floats.");
  }

  @Test
  void ofRowsThatAreNotAlike() {
    Examples streamed =
        Examples.of(
            4,
            row -> {
              Example each = Example.of(Tensor.zeros(2), Tensor.zeros(3));
              return row == 2 ? each : each.withWeight(1);
            });
    refused(
        () -> trainer().inOrder().fit(streamed),
        "data: row 2: expected weights [FLOAT32[]] as in row 0, got []. Give rows of one shape and"
            + " type.");
  }

  @Test
  void ofClassesThatThereAreNot() {
    Trainer sparse =
        trainer().loss(sparseCategoricalCrossentropy().ofLogits()).classWeights(Map.of(3, 2.0));
    Dataset labels = Dataset.of(Tensor.zeros(4, 2), Tensor.of(new long[4], 4));
    refused(
        () -> sparse.fit(labels),
        "n: classWeights of output \"dense\": expected classes from 0 to 2, got 3. Number them from 0,"
            + " or put out as many units as there are classes.");
    refused(
        () -> sparse.classWeights(Map.of(-1, 2.0)).fit(labels),
        "n: classWeights of output \"dense\": expected classes from 0 to 2, got -1. Number them from"
            + " 0, or put out as many units as there are classes.");
    refused(
        () -> two().classWeights(Map.of(0, 2.0)).fit(ROWS),
        "n: classWeights: expected a network with one output, got [kind, price]. Give the rows"
            + " weights: Dataset.weights(...).");
  }

  @Test
  void ofOutputsThatThereAreNot() {
    refused(
        () -> two().losses(Map.of("kind", meanSquaredError())).fit(ROWS),
        "n: losses: expected one for each of the outputs [kind, price], got [kind]. Name the network's"
            + " outputs.");
    refused(
        () -> two().losses(Map.of("kind", meanSquaredError(), "cost", dice())).fit(ROWS),
        "n: losses: expected one for each of the outputs [kind, price], got [cost, kind]. Name the"
            + " network's outputs.");
    refused(
        () -> two().lossWeights(Map.of("cost", 1.0)).fit(ROWS),
        "n: lossWeights: expected names among the outputs [kind, price], got [cost]. Name the"
            + " network's outputs.");
    refused(
        () -> two().metrics(Map.of("cost", List.of(accuracy()))).fit(ROWS),
        "n: metrics: expected names among the outputs [kind, price], got [cost]. Name the network's"
            + " outputs.");
    Dataset each =
        new Dataset(
            List.of(Tensor.zeros(4, 2)),
            List.of(Tensor.zeros(4, 3), Tensor.zeros(4, 1)),
            List.of(Tensor.zeros(4), Tensor.zeros(4), Tensor.zeros(4)));
    refused(
        () -> two().fit(each),
        "n: expected weights for each of the 2 outputs, or one for all, got 3. Give as many as there"
            + " are targets.");
    Trained trained =
        two().progress(Progress.silent()).fit(new Dataset(each.inputs(), each.targets()));
    refused(
        () -> trained.confusion(ROWS),
        "n: confusion: expected a network with one output, got [kind, price]. Evaluate with"
            + " confusionMatrix().");
  }
}

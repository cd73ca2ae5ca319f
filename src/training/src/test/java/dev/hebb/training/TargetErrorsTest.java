package dev.hebb.training;

import static dev.hebb.graph.Initializer.identity;
import static dev.hebb.graph.WeightOptions.kernel;
import static dev.hebb.network.Layers.conv2d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.vector;
import static dev.hebb.training.Losses.categoricalCrossentropy;
import static dev.hebb.training.Losses.sparseCategoricalCrossentropy;
import static dev.hebb.training.Metrics.accuracy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Model;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Value;
import dev.hebb.training.data.Dataset;
import dev.hebb.training.data.Example;
import dev.hebb.training.data.Examples;
import dev.hebb.training.loss.MeanAbsoluteError;
import dev.hebb.training.loss.MeanSquaredError;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Targets, losses and metrics that do not go together, and what is said then. */
class TargetErrorsTest {
  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(TrainingException.class).hasMessage(message);
  }

  private static Trainer trainer(int units, Loss loss) {
    GraphSource network = network("n", vector(2)).then(dense(units)).build();
    return Trainer.of(network).loss(loss).batchSize(2).progress(Progress.silent());
  }

  private static Dataset labelled(long... labels) {
    return Dataset.of(Tensor.zeros(labels.length, 2), Tensor.of(labels, labels.length));
  }

  private static Examples streamed(long... labels) {
    return Examples.of(labels.length, row -> Example.of(Tensor.zeros(2), labels[row]));
  }

  @Test
  void aLabelBeyondTheClasses() {
    Trainer sparse = trainer(3, sparseCategoricalCrossentropy().ofLogits());
    String text =
        "n: target for output \"dense\": expected whole numbers from 0 to 2, got %s. Number from 0,"
            + " or declare more of them.";
    refused(() -> sparse.fit(labelled(0, 2, 1, 3)), text.formatted("3 in row 3"));
    refused(() -> sparse.fit(labelled(0, 2, -1, 1)), text.formatted("-1 in row 2"));
    refused(
        () -> sparse.validation(labelled(0, 7)).fit(labelled(0, 2, 1, 1)),
        text.formatted("7 in row 1"));
    String read =
        "data: target row %d: expected whole numbers from 0 to 2, got %d. Number from 0, or declare"
            + " more of them.";
    refused(() -> sparse.fit(streamed(2, 3)), read.formatted(1, 3));
    refused(() -> sparse.fit(streamed(-1, 1)), read.formatted(0, -1));
    assertThat(sparse.fit(streamed(0, 2, 1, 1)).history().epochs()).hasSize(1);
  }

  @Test
  void targetsOfAnotherType() {
    refused(
        () ->
            trainer(3, sparseCategoricalCrossentropy())
                .fit(Dataset.of(Tensor.zeros(4, 2), Tensor.zeros(4))),
        "n: target for output \"dense\": expected INT64, got FLOAT32. Give whole numbers:"
            + " Tensor.of(long[], ...).");
    refused(
        () ->
            trainer(1, new MeanSquaredError())
                .fit(Dataset.of(Tensor.zeros(4, 2), Tensor.of(new long[4], 4, 1))),
        "n: target for output \"dense\": expected FLOAT32, got INT64. Give floats, or use a loss for"
            + " class indices.");
    refused(
        () ->
            trainer(1, new MeanSquaredError())
                .fit(Dataset.of(Tensor.of(new long[8], 4, 2), Tensor.zeros(4, 1))),
        "n: input \"input\": expected FLOAT32, got INT64. Give floats.");
  }

  @Test
  void targetsOfAnotherShape() {
    refused(
        () ->
            trainer(3, sparseCategoricalCrossentropy())
                .fit(Dataset.of(Tensor.zeros(4, 2), Tensor.zeros(4, 3))),
        "n: target for output \"dense\": expected [batch], got [4, 3]. Reshape the data, or declare"
            + " the network for it.");
    refused(
        () -> trainer(3, categoricalCrossentropy()).fit(labelled(0, 1, 2, 0)),
        "n: target for output \"dense\": expected [batch, features=3], got [4]. Reshape the data, or"
            + " declare the network for it.");
  }

  @Test
  void fewerThanTwoClasses() {
    String text =
        "n: %s of output \"dense\": expected at least 2 classes in the last axis, got [batch,"
            + " features=1]. Put out a number a class, or use binaryCrossentropy().";
    refused(
        () -> trainer(1, sparseCategoricalCrossentropy()).fit(labelled(0, 0)),
        text.formatted("sparse_categorical_crossentropy"));
    refused(
        () ->
            trainer(1, categoricalCrossentropy())
                .fit(Dataset.of(Tensor.zeros(4, 2), Tensor.zeros(4, 1))),
        text.formatted("categorical_crossentropy"));
  }

  /** A user's own metric, for sequences of 7. */
  private record Weekly() implements MeanMetric {
    @Override
    public String name() {
      return "weekly";
    }

    @Override
    public Value lower(Value prediction, Value target, Scope scope) {
      throw new DeclarationException(
          "expected 7 days, got " + prediction.shape() + ". Give it weeks.");
    }
  }

  @Test
  void aMetricThatDoesNotFit() {
    refused(
        () -> trainer(2, new MeanSquaredError()).metrics(new Weekly()).fit(labelled(0, 1)),
        "n: weekly of output \"dense\": expected 7 days, got [batch, features=2]. Give it weeks.");
    refused(
        () ->
            trainer(3, sparseCategoricalCrossentropy())
                .metrics(accuracy(), new MeanAbsoluteError())
                .fit(labelled(0, 1)),
        "n: mean_absolute_error of output \"dense\": expected floats (FLOAT32), got target/dense[batch]"
            + " of INT64. Embed or encode whole numbers first.");
  }

  @Test
  void aMomentumThatCannotBe() {
    for (double momentum : new double[] {-0.1, 1.1, Double.NaN}) {
      refused(
          () -> Sgd.sgd().momentum(momentum),
          "sgd: expected a momentum from 0 to 1, got " + momentum + ".");
    }
  }

  @Test
  void theIdentityForAKernelOfFourAxes() {
    GraphSource network =
        network("n", image(5, 5, 2))
            .then(conv2d(3, 3).with(kernel().initializer(identity())))
            .build();
    assertThatThrownBy(() -> Model.initial(network, 1))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "n/conv2d/kernel: expected a weight of 2 axes for the identity, got [3, 2, 3, 3]. Use"
                + " another initializer.");
  }
}

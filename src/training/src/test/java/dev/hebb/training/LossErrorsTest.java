package dev.hebb.training;

import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.reshape;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.vector;
import static dev.hebb.training.Losses.binaryCrossentropy;
import static dev.hebb.training.Losses.binaryFocalCrossentropy;
import static dev.hebb.training.Losses.categoricalCrossentropy;
import static dev.hebb.training.Losses.categoricalFocalCrossentropy;
import static dev.hebb.training.Losses.categoricalGeneralizedCrossEntropy;
import static dev.hebb.training.Losses.circle;
import static dev.hebb.training.Losses.ctc;
import static dev.hebb.training.Losses.huber;
import static dev.hebb.training.Losses.meanSquaredError;
import static dev.hebb.training.Losses.sparseCategoricalCrossentropy;
import static dev.hebb.training.Losses.tversky;
import static dev.hebb.training.Metrics.auc;
import static dev.hebb.training.Metrics.binaryAccuracy;
import static dev.hebb.training.Metrics.categoricalAccuracy;
import static dev.hebb.training.Metrics.fBetaScore;
import static dev.hebb.training.Metrics.iou;
import static dev.hebb.training.Metrics.precision;
import static dev.hebb.training.Metrics.recallAtPrecision;
import static dev.hebb.training.Metrics.topKCategoricalAccuracy;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Tensor;
import dev.hebb.training.data.Dataset;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * What is said about numbers that a loss or a metric cannot have, and networks it cannot measure.
 */
class LossErrorsTest {
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

  private static Dataset numbers(int width) {
    return Dataset.of(Tensor.zeros(4, 2), Tensor.zeros(4, width));
  }

  @Test
  void shares() {
    String text = "%s: expected %s from 0 to 1, got %s.";
    for (double share : new double[] {-0.1, 1.5, Double.NaN}) {
      String smoothing = "a label smoothing";
      refused(
          () -> binaryCrossentropy().labelSmoothing(share),
          text.formatted("binary_crossentropy", smoothing, share));
      refused(
          () -> categoricalCrossentropy().labelSmoothing(share),
          text.formatted("categorical_crossentropy", smoothing, share));
      refused(
          () -> binaryFocalCrossentropy().labelSmoothing(share),
          text.formatted("binary_focal_crossentropy", smoothing, share));
      refused(
          () -> binaryFocalCrossentropy().classBalancing(share),
          text.formatted("binary_focal_crossentropy", "an alpha", share));
      refused(
          () -> categoricalFocalCrossentropy().labelSmoothing(share),
          text.formatted("categorical_focal_crossentropy", smoothing, share));
      refused(() -> circle().margin(share), text.formatted("circle", "a margin", share));
      refused(
          () -> binaryAccuracy().threshold(share),
          text.formatted("binary_accuracy", "a threshold", share));
      refused(
          () -> precision().thresholds(0.5, share),
          text.formatted("precision", "a threshold", share));
      refused(() -> auc().thresholds(share, 0.5), text.formatted("auc", "a threshold", share));
      refused(
          () -> recallAtPrecision(share), text.formatted("recall_at_precision", "a share", share));
    }
  }

  @Test
  void factors() {
    for (double factor : new double[] {-1, 0, Double.POSITIVE_INFINITY, Double.NaN}) {
      refused(() -> huber().delta(factor), "huber: expected a delta above 0, got " + factor + ".");
      refused(
          () -> circle().gamma(factor), "circle: expected a gamma above 0, got " + factor + ".");
      refused(
          () -> categoricalFocalCrossentropy().alpha(factor),
          "categorical_focal_crossentropy: expected an alpha above 0, got " + factor + ".");
    }
    refused(
        () -> binaryFocalCrossentropy().gamma(-2),
        "binary_focal_crossentropy: expected a gamma of at least 0, got -2.0.");
    refused(() -> tversky().beta(-1), "tversky: expected a beta of at least 0, got -1.0.");
    refused(() -> fBetaScore(0), "fbeta_score: expected a beta above 0, got 0.0.");
    for (double q : new double[] {0, 1, -3}) {
      refused(
          () -> categoricalGeneralizedCrossEntropy().q(q),
          "categorical_generalized_cross_entropy: expected a q between 0 and 1, got " + q + ".");
    }
    refused(
        () -> topKCategoricalAccuracy(0),
        "top_k_categorical_accuracy: expected a k of at least 1, got 0.");
    refused(() -> precision().topK(0), "precision: expected a k of at least 1, got 0.");
    refused(() -> precision().classId(-1), "precision: expected a class of at least 0, got -1.");
    refused(
        () -> auc().thresholds(1), "auc: expected a number of thresholds of at least 2, got 1.");
  }

  @Test
  void networksThatDoNotFit() {
    refused(
        () -> trainer(3, ctc()).fit(labelled(1, 2)),
        "n: ctc of output \"dense\": expected [batch, time, classes], got [batch, features=3]. Put out"
            + " a number a class at each step.");
    GraphSource steps = network("n", vector(2)).then(dense(6)).then(reshape(3, 2)).build();
    refused(
        () -> Trainer.of(steps).loss(circle()).fit(labelled(0, 1)),
        "n: circle of output \"reshape\": expected [batch, features], got [batch, d1=3, d2=2]."
            + " Put out a vector a row.");
    refused(
        () -> trainer(1, meanSquaredError()).metrics(categoricalAccuracy()).fit(numbers(1)),
        "n: categorical_accuracy of output \"dense\": expected at least 2 classes in the last axis,"
            + " got [batch, features=1]. Put out a number a class, or use binaryAccuracy().");
    refused(
        () -> trainer(2, meanSquaredError()).metrics(precision().classId(2)).fit(numbers(2)),
        "n: precision of output \"dense\": expected a class from 0 to 1, got 2. Choose one that there"
            + " is.");
    refused(
        () -> trainer(2, meanSquaredError()).metrics(iou(0, 2)).fit(numbers(2)),
        "n: io_u of output \"dense\": expected classes from 0 to 1, got 2. Choose among those that"
            + " there are.");
    refused(
        () -> trainer(2, meanSquaredError()).metrics(auc().perLabel(1, 2, 3)).fit(numbers(2)),
        "n: auc of output \"dense\": expected 2 label weights, one for each label, got [1.0, 2.0,"
            + " 3.0].");
  }

  @Test
  void labelsThatThereAreNot() {
    String text =
        "n: target for output \"%s\": expected whole numbers from 0 to 2, got 3 in row 1. Number from"
            + " 0, or declare more of them.";
    refused(
        () -> trainer(3, categoricalGeneralizedCrossEntropy()).fit(labelled(0, 3)),
        text.formatted("dense"));
    refused(
        () -> trainer(3, sparseCategoricalCrossentropy()).fit(labelled(0, 3)),
        text.formatted("dense"));
    GraphSource steps = network("n", sequence(4, 2)).then(dense(3)).build();
    refused(
        () ->
            Trainer.of(steps)
                .loss(ctc())
                .batchSize(2)
                .fit(Dataset.of(Tensor.zeros(2, 4, 2), Tensor.of(new long[] {1, 2, 3, 0}, 2, 2))),
        text.formatted("dense"));
  }

  @Test
  void targetsOfAnotherShape() {
    refused(
        () -> trainer(3, meanSquaredError()).fit(numbers(2)),
        "n: target for output \"dense\": expected [batch, features=3], got [4, 2]. Reshape the data,"
            + " or declare the network for it.");
    refused(
        () -> trainer(3, circle()).fit(numbers(3)),
        "n: target for output \"dense\": expected [batch], got [4, 3]. Reshape the data, or declare"
            + " the network for it.");
  }
}

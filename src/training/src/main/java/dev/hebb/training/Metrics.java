package dev.hebb.training;

import static dev.hebb.training.metric.BestAt.Share.PRECISION;
import static dev.hebb.training.metric.BestAt.Share.RECALL;
import static dev.hebb.training.metric.BestAt.Share.SENSITIVITY;
import static dev.hebb.training.metric.BestAt.Share.SPECIFICITY;

import dev.hebb.training.metric.Accuracy;
import dev.hebb.training.metric.Answers;
import dev.hebb.training.metric.Auc;
import dev.hebb.training.metric.Average;
import dev.hebb.training.metric.BestAt;
import dev.hebb.training.metric.BinaryAccuracy;
import dev.hebb.training.metric.CategoricalAccuracy;
import dev.hebb.training.metric.ConfusionMatrix;
import dev.hebb.training.metric.Curve;
import dev.hebb.training.metric.FBetaScore;
import dev.hebb.training.metric.IntersectionOverUnion;
import dev.hebb.training.metric.Kind;
import dev.hebb.training.metric.R2Score;
import dev.hebb.training.metric.RootMeanSquaredError;
import dev.hebb.training.metric.TopKAccuracy;
import java.util.Arrays;
import java.util.List;

/**
 * All metrics that are no losses, each with Keras's defaults; those that are, see {@link Losses}.
 */
public final class Metrics {
  private static final int THRESHOLDS = 200;

  private Metrics() {}

  /** The share of right answers, whatever the targets are. */
  public static Accuracy accuracy() {
    return new Accuracy();
  }

  /** The share of numbers above 1/2 where they should be, or not above where they should not. */
  public static BinaryAccuracy binaryAccuracy() {
    return new BinaryAccuracy(0.5);
  }

  /** The share of places whose likeliest class is right. */
  public static CategoricalAccuracy categoricalAccuracy() {
    return new CategoricalAccuracy("categorical_accuracy");
  }

  /** The same, under Keras's name for class indices. */
  public static CategoricalAccuracy sparseCategoricalAccuracy() {
    return new CategoricalAccuracy("sparse_categorical_accuracy");
  }

  /** The share of places whose right class is among the k likeliest. */
  public static TopKAccuracy topKCategoricalAccuracy(int k) {
    return new TopKAccuracy("top_k_categorical_accuracy", k);
  }

  /** The same, under Keras's name for class indices. */
  public static TopKAccuracy sparseTopKCategoricalAccuracy(int k) {
    return new TopKAccuracy("sparse_top_k_categorical_accuracy", k);
  }

  /** How often yes was said rightly. */
  public static Answers truePositives() {
    return answers(Kind.TRUE_POSITIVES);
  }

  /** How often yes was said wrongly. */
  public static Answers falsePositives() {
    return answers(Kind.FALSE_POSITIVES);
  }

  /** How often no was said rightly. */
  public static Answers trueNegatives() {
    return answers(Kind.TRUE_NEGATIVES);
  }

  /** How often no was said wrongly. */
  public static Answers falseNegatives() {
    return answers(Kind.FALSE_NEGATIVES);
  }

  /** The share of what is said that is right. */
  public static Answers precision() {
    return answers(Kind.PRECISION);
  }

  /** The share of what is right that is said. */
  public static Answers recall() {
    return answers(Kind.RECALL);
  }

  private static Answers answers(Kind kind) {
    return new Answers(kind, List.of(), 0, -1);
  }

  /** The area under the receiver operating curve. */
  public static Auc auc() {
    return Auc.of(Curve.ROC);
  }

  /** The area under a curve. */
  public static Auc auc(Curve curve) {
    return Auc.of(curve);
  }

  /** The best sensitivity with at least this specificity. */
  public static BestAt sensitivityAtSpecificity(double least) {
    return new BestAt(SENSITIVITY, SPECIFICITY, least, THRESHOLDS);
  }

  /** The best specificity with at least this sensitivity. */
  public static BestAt specificityAtSensitivity(double least) {
    return new BestAt(SPECIFICITY, SENSITIVITY, least, THRESHOLDS);
  }

  /** The best precision with at least this recall. */
  public static BestAt precisionAtRecall(double least) {
    return new BestAt(PRECISION, RECALL, least, THRESHOLDS);
  }

  /** The best recall with at least this precision. */
  public static BestAt recallAtPrecision(double least) {
    return new BestAt(RECALL, PRECISION, least, THRESHOLDS);
  }

  /** Precision and recall in one, of each class. */
  public static FBetaScore f1Score() {
    return new FBetaScore("f1_score", 1, Average.NONE, 0);
  }

  /** Precision and recall in one, of each class; recall counts β times as much. */
  public static FBetaScore fBetaScore(double beta) {
    return new FBetaScore("fbeta_score", beta, Average.NONE, 0);
  }

  /** Intersection over union of some classes. */
  public static IntersectionOverUnion iou(Integer... classes) {
    return new IntersectionOverUnion("io_u", Arrays.asList(classes), -1);
  }

  /** Intersection over union of all classes. */
  public static IntersectionOverUnion meanIou() {
    return new IntersectionOverUnion("mean_io_u", List.of(), -1);
  }

  /** Intersection over union of numbers that are a yes or no each: of yes and of no. */
  public static IntersectionOverUnion binaryIou() {
    return new IntersectionOverUnion("binary_io_u", List.of(), 0.5);
  }

  /** The share of the variance that is foretold. */
  public static R2Score r2Score() {
    return new R2Score(Average.MACRO);
  }

  /** The root of the mean of squared errors. */
  public static RootMeanSquaredError rootMeanSquaredError() {
    return new RootMeanSquaredError();
  }

  /** How often each class was taken for each other one: see {@link Trained#confusion} too. */
  public static ConfusionMatrix confusionMatrix() {
    return new ConfusionMatrix();
  }
}

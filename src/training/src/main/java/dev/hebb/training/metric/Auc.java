package dev.hebb.training.metric;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Function;
import dev.hebb.training.Formula;
import dev.hebb.training.Measure;
import dev.hebb.training.Metric;
import dev.hebb.training.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The area under a curve over all thresholds, worked out at some of them: 1 if every yes is surer
 * than every no, 1/2 by chance. Keras: AUC.
 *
 * @param thresholds ascending, between 0 and 1; Keras's is one below and one above these
 * @param multiLabel whether each label has a curve of its own, of which the mean is taken
 * @param labelWeights how much each label counts; empty if all alike
 * @param fromLogits whether the prediction is what a sigmoid would be given
 */
public record Auc(
    Curve curve,
    Summation summation,
    List<Double> thresholds,
    boolean multiLabel,
    List<Double> labelWeights,
    boolean fromLogits)
    implements Metric {
  private static final double EPSILON = 1e-7;

  public Auc {
    thresholds = List.copyOf(thresholds);
    labelWeights = List.copyOf(labelWeights);
    for (double threshold : thresholds) {
      Checks.share("auc", "a threshold", threshold);
    }
  }

  /** Of the receiver operating curve, at 200 thresholds. */
  public static Auc of(Curve curve) {
    return new Auc(curve, Summation.INTERPOLATION, between(200), false, List.of(), false);
  }

  private static List<Double> between(int count) {
    return Counting.even(count).subList(1, count - 1);
  }

  /** At so many thresholds, evenly from 0 to 1. */
  public Auc thresholds(int count) {
    Checks.atLeast("auc", "a number of thresholds", 2, count);
    return at(between(count));
  }

  /** At these thresholds, and one below and one above all. */
  public Auc thresholds(double... others) {
    return at(Arrays.stream(others).sorted().boxed().toList());
  }

  private Auc at(List<Double> others) {
    return new Auc(curve, summation, others, multiLabel, labelWeights, fromLogits);
  }

  /** Another way to fill the gaps between thresholds. */
  public Auc summation(Summation other) {
    return new Auc(curve, other, thresholds, multiLabel, labelWeights, fromLogits);
  }

  /** The mean over labels that have a curve each. */
  public Auc perLabel() {
    return new Auc(curve, summation, thresholds, true, labelWeights, fromLogits);
  }

  /** The mean over labels, of which each counts so much. */
  public Auc perLabel(double... weights) {
    List<Double> all = Arrays.stream(weights).boxed().toList();
    return new Auc(curve, summation, thresholds, true, all, fromLogits);
  }

  /** Of logits: the network ends without a sigmoid. */
  public Auc ofLogits() {
    return new Auc(curve, summation, thresholds, multiLabel, labelWeights, true);
  }

  @Override
  public String name() {
    return "auc";
  }

  @Override
  public Measure measure(Outcome outcome, Scope scope) {
    Formula f = new Formula(scope);
    Outcome.Flat flat = outcome.flat(scope);
    Value said = flat.prediction();
    long labels = said.shape().last().size().fixed().orElseThrow();
    if (!labelWeights.isEmpty() && labelWeights.size() != labels) {
      throw new DeclarationException(
          "expected %d label weights, one for each label, got %s.".formatted(labels, labelWeights));
    }
    Value shares = f.clip(fromLogits ? f.of(Function.SIGMOID, said) : said, 0, 1);
    List<Double> all = new ArrayList<>(thresholds);
    all.add(0, -EPSILON);
    all.add(1 + EPSILON);
    return new Counting(all, multiLabel)
        .measure(
            new Outcome.Flat(shares, flat.target(), flat.weights()),
            List.of(""),
            counts -> List.of(mean(counts)),
            scope);
  }

  private double mean(Counts counts) {
    double sum = 0;
    double weights = 0;
    for (int label = 0; label < counts.labels(); label++) {
      double weight = labelWeights.isEmpty() ? 1 : labelWeights.get(label);
      sum += weight * area(counts, label);
      weights += weight;
    }
    return Measure.share(sum, weights);
  }

  private double area(Counts counts, int label) {
    double area = 0;
    for (int i = 0; i < counts.thresholds() - 1; i++) {
      area +=
          curve == Curve.PRECISION_RECALL && summation == Summation.INTERPOLATION
              ? interpolated(counts, label, i)
              : (x(counts, label, i) - x(counts, label, i + 1))
                  * height(y(counts, label, i), y(counts, label, i + 1));
    }
    return area;
  }

  private double x(Counts counts, int label, int i) {
    return curve == Curve.ROC ? 1 - specificityOrOne(counts, label, i) : counts.recall(label, i);
  }

  // Of no negatives, none is false.
  private static double specificityOrOne(Counts counts, int label, int i) {
    double negatives = counts.trueNegatives(label, i) + counts.falsePositives(label, i);
    return negatives == 0 ? 1 : counts.specificity(label, i);
  }

  private double y(Counts counts, int label, int i) {
    return curve == Curve.ROC ? counts.recall(label, i) : counts.precision(label, i);
  }

  private double height(double a, double b) {
    return switch (summation) {
      case INTERPOLATION -> (a + b) / 2;
      case MAJORING -> Math.max(a, b);
      case MINORING -> Math.min(a, b);
    };
  }

  // The true positives between two thresholds grow in step with all positives.
  private static double interpolated(Counts counts, int label, int i) {
    double found = counts.truePositives(label, i) - counts.truePositives(label, i + 1);
    double p = counts.positives(label, i);
    double next = counts.positives(label, i + 1);
    double slope = Measure.share(found, Math.max(p - next, 0));
    double intercept = counts.truePositives(label, i + 1) - slope * next;
    double ratio = p > 0 && next > 0 ? p / next : 1;
    double wanted = counts.truePositives(label, i + 1) + counts.falseNegatives(label, i + 1);
    return Measure.share(slope * (found + intercept * Math.log(ratio)), Math.max(wanted, 0));
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }
}

package dev.hebb.training.metric;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.training.Formula;
import dev.hebb.training.Measure;
import dev.hebb.training.Metric;
import dev.hebb.training.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How many answers are right or wrong in some way, or which share: every number of the prediction
 * says yes where it is above a threshold. One figure for each threshold. Targets that are class
 * indices count as one-hot rows. Keras: TruePositives and its kin, Precision, Recall.
 *
 * @param thresholds by default 1/2, or whatever is among the k largest
 * @param topK only the k largest of a place say yes; 0 if all may
 * @param classId only this class is looked at; negative if all are
 */
public record Answers(Kind kind, List<Double> thresholds, int topK, int classId) implements Metric {
  // Keras's, for what is not among the largest.
  private static final double NEVER = -1e10;

  public Answers {
    thresholds = List.copyOf(thresholds);
    for (double threshold : thresholds) {
      Checks.share(name(kind), "a threshold", threshold);
    }
  }

  /** With other thresholds than 1/2, from 0 to 1. */
  public Answers thresholds(double... others) {
    return new Answers(kind, Arrays.stream(others).boxed().toList(), topK, classId);
  }

  /** Only the k largest of a place say yes. */
  public Answers topK(int k) {
    Checks.atLeast(name(), "a k", 1, k);
    return new Answers(kind, thresholds, k, classId);
  }

  /** Of one class only. */
  public Answers classId(int id) {
    Checks.atLeast(name(), "a class", 0, id);
    return new Answers(kind, thresholds, topK, id);
  }

  @Override
  public String name() {
    return name(kind);
  }

  private static String name(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Measure measure(Outcome outcome, Scope scope) {
    Outcome.Flat flat = outcome.flat(scope);
    if (topK > 0) {
      flat = new Outcome.Flat(largest(flat.prediction(), scope), flat.target(), flat.weights());
    }
    long classes = flat.prediction().shape().last().size().fixed().orElseThrow();
    if (classId >= classes) {
      throw new DeclarationException(
          "expected a class from 0 to %d, got %d. Choose one that there is."
              .formatted(classes - 1, classId));
    }
    if (classId >= 0) {
      flat = Counting.only(classId, flat, scope);
    }
    List<Double> all = thresholds.isEmpty() ? List.of(topK > 0 ? NEVER : 0.5) : thresholds;
    List<String> parts =
        all.size() == 1 ? List.of("") : all.stream().map(each -> "_" + each).toList();
    return new Counting(all, false)
        .measure(
            flat,
            parts,
            counts -> IntStream.range(0, all.size()).mapToObj(i -> kind.of(counts, i)).toList(),
            scope);
  }

  // What has fewer than k larger ones beside it: [places, classes] -> [places, classes].
  private Value largest(Value prediction, Scope scope) {
    Formula f = new Formula(scope);
    long classes = prediction.shape().last().size().fixed().orElseThrow();
    Value row = scope.transpose(f.column(prediction), 0, 2, 1);
    Value rank = f.sum(f.greater(row, f.column(prediction)), 2);
    Value among = f.greater(f.number((double) Math.min(topK, classes)), rank);
    return f.plus(f.times(prediction, among), f.times(f.plus(among, -1), -NEVER));
  }

  @Override
  public boolean higherIsBetter() {
    return kind != Kind.FALSE_POSITIVES && kind != Kind.FALSE_NEGATIVES;
  }
}

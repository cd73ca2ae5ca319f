package dev.hebb.training.metric;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reduction;
import dev.hebb.training.Formula;
import dev.hebb.training.Measure;
import dev.hebb.training.Metric;
import dev.hebb.training.Outcome;
import dev.hebb.training.TrainingException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@code (1 + β²)·precision·recall / (β²·precision + recall)} of each class, or of all. Said is the
 * likeliest class, or whatever is above a threshold. Targets that are class indices count as
 * one-hot rows. Keras: FBetaScore and F1Score.
 *
 * @param beta β: so many times as much does recall count
 * @param threshold above 0 and at most 1; 0 if the likeliest is said
 */
public record FBetaScore(String name, double beta, Average average, double threshold)
    implements Metric {
  private static final double EPSILON = 1e-7;

  public FBetaScore {
    if (!(beta > 0)) {
      throw new TrainingException("%s: expected a beta above 0, got %s.".formatted(name, beta));
    }
    Checks.share(name, "a threshold", threshold);
  }

  /** Averaged otherwise; by default each class has a figure. */
  public FBetaScore average(Average other) {
    return new FBetaScore(name, beta, other, threshold);
  }

  /** Said is whatever is above a threshold. */
  public FBetaScore threshold(double other) {
    return new FBetaScore(name, beta, average, other);
  }

  @Override
  public Measure measure(Outcome outcome, Scope scope) {
    Formula f = new Formula(scope);
    Outcome.Flat flat = outcome.flat(scope);
    Value said = said(flat.prediction(), f);
    Value wanted = f.times(flat.target(), flat.weights());
    List<Value> sums =
        List.of(
            f.sum(f.times(said, wanted), 0),
            f.sum(f.times(said, flat.weights()), 0),
            f.sum(wanted, 0));
    int classes = (int) flat.prediction().shape().last().size().fixed().orElseThrow();
    List<String> parts =
        average == Average.NONE && classes > 1
            ? IntStream.range(0, classes).mapToObj(each -> "_" + each).toList()
            : List.of("");
    return new Measure(sums, parts, all -> figures(all.get(0), all.get(1), all.get(2)));
  }

  // The likeliest, unless all are zero.
  private Value said(Value prediction, Formula f) {
    if (threshold > 0) {
      return f.greater(prediction, threshold);
    }
    Value most = f.scope().op(new Reduce(Reduction.MAX, List.of(1), true), prediction);
    return f.times(f.equal(prediction, most), f.greater(f.abs(prediction), 1e-9));
  }

  private List<Double> figures(double[] right, double[] said, double[] wanted) {
    if (average == Average.MICRO) {
      return List.of(
          score(
              Arrays.stream(right).sum(), Arrays.stream(said).sum(), Arrays.stream(wanted).sum()));
    }
    double[] each =
        IntStream.range(0, right.length)
            .mapToDouble(i -> score(right[i], said[i], wanted[i]))
            .toArray();
    return switch (average) {
      case MACRO -> List.of(Arrays.stream(each).average().orElseThrow());
      case WEIGHTED -> {
        double all = Arrays.stream(wanted).sum() + EPSILON;
        yield List.of(
            IntStream.range(0, each.length).mapToDouble(i -> each[i] * wanted[i] / all).sum());
      }
      default -> Arrays.stream(each).boxed().toList();
    };
  }

  private double score(double right, double said, double wanted) {
    double precision = right / (said + EPSILON);
    double recall = right / (wanted + EPSILON);
    double square = beta * beta;
    return (1 + square) * precision * recall / (square * precision + recall + EPSILON);
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }
}

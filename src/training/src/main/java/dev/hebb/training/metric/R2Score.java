package dev.hebb.training.metric;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.training.Formula;
import dev.hebb.training.Measure;
import dev.hebb.training.Metric;
import dev.hebb.training.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * 1 less the squared error as a share of the target's variance: 1 if all is foretold, 0 if no
 * better than the mean, of each number of a row. Keras: R2Score, not adjusted.
 *
 * @param average {@code MACRO}: the mean, {@code WEIGHTED}: each by its variance, {@code NONE}: a
 *     figure each; {@code MICRO} means the same as {@code WEIGHTED}
 */
public record R2Score(Average average) implements Metric {
  /** Averaged otherwise than by the mean. */
  public R2Score average(Average other) {
    return new R2Score(other);
  }

  @Override
  public String name() {
    return "r2_score";
  }

  @Override
  public Measure measure(Outcome outcome, Scope scope) {
    Formula f = new Formula(scope);
    Outcome.Flat flat = outcome.flat(scope);
    Value wanted = f.times(flat.target(), flat.weights());
    Value errors = f.square(f.minus(flat.target(), flat.prediction()));
    int count = (int) flat.prediction().shape().last().size().fixed().orElseThrow();
    List<String> parts =
        average == Average.NONE && count > 1
            ? IntStream.range(0, count).mapToObj(each -> "_" + each).toList()
            : List.of("");
    return new Measure(
        List.of(
            f.sum(wanted, 0),
            f.sum(f.times(flat.target(), wanted), 0),
            f.sum(f.times(errors, flat.weights()), 0),
            f.sum(flat.weights(), 0)),
        parts,
        this::figures);
  }

  private List<Double> figures(List<double[]> sums) {
    int count = sums.get(0).length;
    double rows = sums.get(3)[0];
    double[] total = new double[count];
    double[] scores = new double[count];
    for (int i = 0; i < count; i++) {
      total[i] = sums.get(1)[i] - sums.get(0)[i] * sums.get(0)[i] / rows;
      double score = 1 - sums.get(2)[i] / total[i];
      scores[i] = Double.isInfinite(score) ? 0 : score;
    }
    return switch (average) {
      case NONE -> Arrays.stream(scores).boxed().toList();
      case MACRO -> List.of(Arrays.stream(scores).average().orElseThrow());
      case MICRO, WEIGHTED ->
          List.of(
              IntStream.range(0, count).mapToDouble(i -> total[i] * scores[i]).sum()
                  / Arrays.stream(total).sum());
    };
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }
}

package dev.hebb.training.metric;

import dev.hebb.graph.Scope;
import dev.hebb.training.Measure;
import dev.hebb.training.Metric;
import dev.hebb.training.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The best share of one kind at any threshold at which a share of another kind is large enough; 0
 * where it never is. Keras: SensitivityAtSpecificity and its kin.
 *
 * @param least how large the other share must be
 * @param thresholds how many, evenly from 0 to 1
 */
public record BestAt(Share wanted, Share given, double least, int thresholds) implements Metric {
  /** A share of answers. */
  public enum Share {
    /** Of what should be yes, what is: also called recall. */
    SENSITIVITY,
    /** Of what should be no, what is. */
    SPECIFICITY,
    /** Of what is said, what is right. */
    PRECISION,
    /** Of what is right, what is said. */
    RECALL;

    private double of(Counts counts, int threshold) {
      return switch (this) {
        case SENSITIVITY, RECALL -> counts.recall(0, threshold);
        case SPECIFICITY -> counts.specificity(0, threshold);
        case PRECISION -> counts.precision(0, threshold);
      };
    }
  }

  public BestAt {
    Checks.share(name(wanted, given), "a share", least);
    Checks.atLeast(name(wanted, given), "a number of thresholds", 2, thresholds);
  }

  /** At so many thresholds instead of 200. */
  public BestAt thresholds(int count) {
    return new BestAt(wanted, given, least, count);
  }

  @Override
  public String name() {
    return name(wanted, given);
  }

  private static String name(Share wanted, Share given) {
    return (wanted + "_at_" + given).toLowerCase(Locale.ROOT);
  }

  @Override
  public Measure measure(Outcome outcome, Scope scope) {
    return new Counting(Counting.even(thresholds), false)
        .measure(
            outcome.flat(scope),
            List.of(""),
            counts ->
                List.of(
                    IntStream.range(0, thresholds)
                        .filter(i -> given.of(counts, i) >= least)
                        .mapToDouble(i -> wanted.of(counts, i))
                        .max()
                        .orElse(0)),
            scope);
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }
}

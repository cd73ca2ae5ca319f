package dev.hebb.training.metric;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Concat;
import dev.hebb.training.Formula;
import dev.hebb.training.Measure;
import dev.hebb.training.Metric;
import dev.hebb.training.Outcome;
import java.util.Arrays;
import java.util.List;

/**
 * How much of a class lies where it should, of all places that are of it or are said to be: the
 * mean over classes, without those that nobody has. Targets are class indices or one-hot rows, the
 * likeliest class is said. Keras: IoU, MeanIoU, OneHotIoU, OneHotMeanIoU, whose weights are cut to
 * whole numbers.
 *
 * @param classes which; none means all
 * @param threshold if not negative each number is a yes or no of its own, and said is what is not
 *     below it (Keras: BinaryIoU)
 */
public record IntersectionOverUnion(String name, List<Integer> classes, double threshold)
    implements Metric {
  private static final double EPSILON = 1e-7;

  public IntersectionOverUnion {
    classes = List.copyOf(classes);
  }

  /** Of each number by itself, with another threshold than 1/2. */
  public IntersectionOverUnion threshold(double other) {
    Checks.share(name, "a threshold", other);
    return new IntersectionOverUnion(name, classes, other);
  }

  /** Of some classes only. */
  public IntersectionOverUnion classes(Integer... some) {
    return new IntersectionOverUnion(name, Arrays.asList(some), threshold);
  }

  @Override
  public Measure measure(Outcome outcome, Scope scope) {
    boolean binary = threshold >= 0;
    int count = binary ? 2 : ClassPairs.classes(outcome);
    for (int each : classes) {
      if (each < 0 || each >= count) {
        throw new DeclarationException(
            "expected classes from 0 to %d, got %d. Choose among those that there are."
                .formatted(count - 1, each));
      }
    }
    Value pairs = binary ? pairs(outcome, scope) : ClassPairs.of(outcome, scope);
    return Measure.of(List.of(pairs), sums -> mean(sums.get(0), count));
  }

  // Of all numbers: [0 or 1, said 0 or 1].
  private Value pairs(Outcome outcome, Scope scope) {
    Formula f = new Formula(scope);
    Outcome.Flat flat = outcome.flat(scope);
    Value said = f.minus(1, f.greater(f.number(threshold), flat.prediction()));
    Value right = flat.target();
    Value yes = f.sum(f.times(f.times(right, said), flat.weights()), 1);
    Value missed = f.sum(f.times(f.times(right, f.minus(1, said)), flat.weights()), 1);
    Value wrong = f.sum(f.times(f.times(f.minus(1, right), said), flat.weights()), 1);
    Value no = f.sum(f.times(f.times(f.minus(1, right), f.minus(1, said)), flat.weights()), 1);
    Value all =
        scope.op(new Concat(1), f.column(no), f.column(wrong), f.column(missed), f.column(yes));
    return f.sum(all, 0);
  }

  private double mean(double[] pairs, int count) {
    double sum = 0;
    int there = 0;
    for (int each = 0; each < count; each++) {
      if (classes.isEmpty() || classes.contains(each)) {
        double both = pairs[each * count + each];
        double either = -both;
        for (int other = 0; other < count; other++) {
          either += pairs[each * count + other] + pairs[other * count + each];
        }
        if (either > 1e-9) {
          sum += both / (either + EPSILON);
          there++;
        }
      }
    }
    return sum / (there + EPSILON);
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }
}

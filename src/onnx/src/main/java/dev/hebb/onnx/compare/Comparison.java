package dev.hebb.onnx.compare;

import dev.hebb.runtime.engine.GoldenCheck;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Runs two models on the same inputs and walks through the first, value by value, to where the
 * second first says something else. Immutable.
 *
 * @param a what is expected
 * @param b what is asked
 * @param dims lengths of free axes
 * @param tolerance the most that a value may differ, relative to values above one
 */
public record Comparison(Side a, Side b, Map<String, Integer> dims, double tolerance, long seed) {
  private static final double TOLERANCE = 1e-5;

  public Comparison {
    dims = Map.copyOf(dims);
  }

  /** Of the inputs that a file carries, or of random ones. */
  public static Comparison of(Side a, Side b) {
    return new Comparison(a, b, Map.of(), TOLERANCE, 42);
  }

  /** With random inputs of these lengths. */
  public Comparison dims(Map<String, Integer> lengths) {
    return new Comparison(a, b, lengths, tolerance, seed);
  }

  /** With another tolerance. */
  public Comparison tolerance(double most) {
    return new Comparison(a, b, dims, most, seed);
  }

  /** With other random inputs. */
  public Comparison seed(long other) {
    return new Comparison(a, b, dims, tolerance, other);
  }

  /** Compares all values that both have. */
  public Compared run() {
    Feeder feeder = new Feeder(a, b, dims);
    Optional<String> mismatch = feeder.mismatch();
    if (mismatch.isPresent()) {
      return new Compared(
          List.of(mismatch.get()), "", 0, 0, Double.POSITIVE_INFINITY, tolerance, Optional.empty());
    }
    Optional<Map<String, Values>> carried = dims.isEmpty() ? feeder.carried() : Optional.empty();
    Map<String, Values> inputs = carried.orElseGet(() -> feeder.random(Map.of(), seed));
    String said = carried.isPresent() ? "those that the file carries" : "random, seed " + seed;
    return compare(Pairs.of(a, b), inputs, "%s: %s".formatted(said, shapes(inputs)));
  }

  private static String shapes(Map<String, Values> inputs) {
    return new TreeMap<>(inputs)
        .entrySet().stream()
            .map(each -> each.getKey() + " " + each.getValue())
            .collect(Collectors.joining(", "));
  }

  /** The same, of these inputs and values. */
  Compared compare(Pairs pairs, Map<String, Values> inputs, String said) {
    Map<String, Values> expected = a.run(inputs);
    Map<String, Values> got = b.run(inputs);
    double worst = 0;
    int compared = 0;
    int all = 0;
    List<Difference> differences = new ArrayList<>();
    for (Step step : a.steps()) {
      for (String value : step.outputs()) {
        all++;
        Values wanted = expected.get(value);
        Values found = got.get(pairs.of().getOrDefault(value, ""));
        if (wanted != null && found != null) {
          compared++;
          Difference difference = difference(step, value, wanted, found);
          worst = Math.max(worst, difference.largest());
          if (!(difference.largest() <= tolerance) && differences.isEmpty()) {
            differences.add(difference);
          }
        }
      }
    }
    return new Compared(
        pairs.structure(), said, compared, all, worst, tolerance, differences.stream().findFirst());
  }

  private static Difference difference(Step step, String value, Values wanted, Values found) {
    List<String> shapes = List.of(wanted.toString(), found.toString());
    if (!Arrays.equals(wanted.dims(), found.dims())) {
      return new Difference(
          step.name(), step.operator(), value, Double.POSITIVE_INFINITY, List.of(), 0, 0, shapes);
    }
    double largest = 0;
    int worst = 0;
    for (int i = 0; i < wanted.size(); i++) {
      double deviation = GoldenCheck.deviation(found.at(i), wanted.at(i));
      if (deviation > largest) {
        largest = deviation;
        worst = i;
      }
    }
    boolean some = wanted.size() > 0;
    return new Difference(
        step.name(),
        step.operator(),
        value,
        largest,
        some ? index(worst, wanted.dims()) : List.of(),
        some ? wanted.at(worst) : 0,
        some ? found.at(worst) : 0,
        shapes);
  }

  private static List<Long> index(int flat, long[] dims) {
    Long[] index = new Long[dims.length];
    long rest = flat;
    for (int axis = dims.length - 1; axis >= 0; axis--) {
      index[axis] = rest % dims[axis];
      rest /= dims[axis];
    }
    return List.of(index);
  }
}

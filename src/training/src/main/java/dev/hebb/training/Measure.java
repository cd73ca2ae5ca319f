package dev.hebb.training;

import dev.hebb.graph.Scope;
import dev.hebb.graph.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What a metric sums up over batches, and what is worked out of the sums.
 *
 * @param sums of one batch, of fixed shapes; those of all batches are added in double precision
 * @param parts what is put behind the metric's name for each of its figures: nothing if there is
 *     one
 * @param figures the figures, out of the sums over all batches, each flat in row-major order
 */
public record Measure(
    List<Value> sums, List<String> parts, Function<List<double[]>, List<Double>> figures) {
  public Measure {
    sums = List.copyOf(sums);
    parts = List.copyOf(parts);
  }

  /** One figure. */
  public static Measure of(List<Value> sums, ToDoubleFunction<List<double[]>> figure) {
    return new Measure(sums, List.of(""), all -> List.of(figure.applyAsDouble(all)));
  }

  /** The mean of the figures at places, weighted if there are weights, over what is no padding. */
  public static Measure mean(Value places, Optional<Value> weights, Scope scope) {
    Formula f = new Formula(scope);
    Value ones = f.equal(places, places);
    Value shares =
        weights.map(each -> f.times(ones, Places.alike(each, places, scope))).orElse(ones);
    Value parts = weights.isPresent() ? f.times(places, shares) : places;
    return of(
        List.of(f.total(parts), f.total(shares)), sums -> share(sums.get(0)[0], sums.get(1)[0]));
  }

  /** The names of the figures of a metric of that name. */
  List<String> named(String metric) {
    return parts.stream().map(part -> metric + part).toList();
  }

  /** {@code part / whole}, 0 of nothing, as in Keras. */
  public static double share(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }
}

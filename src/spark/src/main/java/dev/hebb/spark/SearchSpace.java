package dev.hebb.spark;

import dev.hebb.training.TrainingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * What may be chosen of each hyper-parameter. Immutable.
 *
 * <pre>{@code
 * SearchSpace.empty().choice("units", 8, 16, 32).logUniform("rate", 1e-4, 1e-1)
 * }</pre>
 */
public final class SearchSpace {
  private final Map<String, Range> ranges;

  private SearchSpace(Map<String, Range> ranges) {
    this.ranges = ranges;
  }

  /** How one is drawn; and all there are, if they can be counted. */
  private interface Range {
    Object draw(RandomGenerator random);

    default List<Object> all() {
      return List.of();
    }
  }

  private record Choice(List<Object> all) implements Range {
    @Override
    public Object draw(RandomGenerator random) {
      return all.get(random.nextInt(all.size()));
    }
  }

  private record Uniform(double from, double to) implements Range {
    @Override
    public Object draw(RandomGenerator random) {
      return random.nextDouble(from, to);
    }
  }

  private record LogUniform(double from, double to) implements Range {
    @Override
    public Object draw(RandomGenerator random) {
      return Math.exp(random.nextDouble(Math.log(from), Math.log(to)));
    }
  }

  /** Of nothing yet. */
  public static SearchSpace empty() {
    return new SearchSpace(Map.of());
  }

  /** One of these: all numbers, all texts, or true and false. */
  public SearchSpace choice(String name, Object... values) {
    boolean alike = values.length > 0;
    for (Object value : values) {
      boolean known = value instanceof String || value instanceof Boolean;
      alike &=
          values[0] instanceof Number
              ? value instanceof Number
              : known && value.getClass() == values[0].getClass();
    }
    if (!alike) {
      throw new TrainingException(
          "search: \"%s\": expected values that are all numbers, all texts, or true and false, got %s."
              .formatted(name, List.of(values)));
    }
    return with(name, new Choice(List.of(values)));
  }

  /** Any number between these, all as likely. */
  public SearchSpace uniform(String name, double from, double to) {
    check(name, Double.isFinite(from) && from < to && Double.isFinite(to), from, to);
    return with(name, new Uniform(from, to));
  }

  /** Any number between these, each order of magnitude as likely: for learning rates. */
  public SearchSpace logUniform(String name, double from, double to) {
    check(name, from > 0 && from < to && Double.isFinite(to), from, to);
    return with(name, new LogUniform(from, to));
  }

  private static void check(String name, boolean good, double from, double to) {
    if (!good) {
      throw new TrainingException(
          "search: \"%s\": expected a smaller number and a larger one, above 0 for logUniform, got %s and %s."
              .formatted(name, from, to));
    }
  }

  private SearchSpace with(String name, Range range) {
    Map<String, Range> all = new LinkedHashMap<>(ranges);
    all.put(name, range);
    return new SearchSpace(all);
  }

  /** Every configuration there is, the last hyper-parameter changing fastest. */
  public List<Trial> grid() {
    List<Map<String, Object>> all = new ArrayList<>(List.of(Map.of()));
    ranges.forEach(
        (name, range) -> {
          if (range.all().isEmpty()) {
            throw new TrainingException(
                "search: \"%s\": expected a choice for a grid, got a range. Use random(count, seed), or say choice(...)."
                    .formatted(name));
          }
          List<Map<String, Object>> longer = new ArrayList<>();
          for (Map<String, Object> each : all) {
            for (Object value : range.all()) {
              Map<String, Object> one = new LinkedHashMap<>(each);
              one.put(name, value);
              longer.add(one);
            }
          }
          all.clear();
          all.addAll(longer);
        });
    return numbered(all);
  }

  /** So many configurations, drawn one by one: the same seed, the same ones. */
  public List<Trial> random(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Map<String, Object>> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Map<String, Object> one = new LinkedHashMap<>();
      ranges.forEach((name, range) -> one.put(name, range.draw(random)));
      all.add(one);
    }
    return numbered(all);
  }

  private static List<Trial> numbered(List<Map<String, Object>> all) {
    List<Trial> trials = new ArrayList<>();
    all.forEach(each -> trials.add(new Trial(trials.size(), each)));
    return trials;
  }
}

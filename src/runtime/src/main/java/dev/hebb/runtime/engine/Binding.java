package dev.hebb.runtime.engine;

import dev.hebb.runtime.PredictorException;
import dev.hebb.runtime.PredictorOptions;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The size each symbol of the inputs stands for.
 *
 * @param sizes by symbol
 */
public record Binding(Map<String, Integer> sizes) {

  /**
   * What the user asked for, and where that is silent what the file says.
   *
   * @throws PredictorException when a symbol has no size, or a size no symbol
   */
  public static Binding of(
      String file, Collection<Declared> inputs, PredictorOptions options, Metadata metadata) {
    Set<String> symbols = symbols(inputs);
    for (Map.Entry<String, Integer> asked : options.dims().entrySet()) {
      if (!symbols.contains(asked.getKey())) {
        throw unknown(file, asked, symbols);
      }
    }
    Map<String, Integer> sizes = new TreeMap<>(options.dims());
    if (options.rows() > 0) {
      batchSymbol(file, inputs, options.rows())
          .ifPresent(symbol -> sizes.put(symbol, options.rows()));
    }
    for (Declared input : inputs) {
      for (Dim dim : input.dims()) {
        if (!dim.isFixed() && !sizes.containsKey(dim.symbol())) {
          sizes.put(
              dim.symbol(),
              metadata.defaultSize(dim.symbol()).orElseThrow(() -> unbound(input, dim.symbol())));
        }
      }
    }
    return new Binding(sizes);
  }

  /** The same, but for these. */
  public Binding with(Map<String, Integer> others) {
    Map<String, Integer> changed = new TreeMap<>(sizes);
    changed.putAll(others);
    return new Binding(changed);
  }

  /** The sizes of a tensor; empty when one of its symbols is not an input's. */
  public Optional<long[]> sizesOf(Declared declared) {
    List<Dim> dims = declared.dims();
    if (!dims.stream().allMatch(dim -> dim.isFixed() || sizes.containsKey(dim.symbol()))) {
      return Optional.empty();
    }
    return Optional.of(
        dims.stream()
            .mapToLong(dim -> dim.isFixed() ? dim.size() : sizes.get(dim.symbol()))
            .toArray());
  }

  /** "batch=1, time=60". */
  @Override
  public String toString() {
    return sizes.entrySet().stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  private static Set<String> symbols(Collection<Declared> inputs) {
    Set<String> symbols = new LinkedHashSet<>();
    for (Declared input : inputs) {
      for (Dim dim : input.dims()) {
        if (!dim.isFixed()) {
          symbols.add(dim.symbol());
        }
      }
    }
    return symbols;
  }

  /** The symbol that batch(n) means; empty when every input has just that many rows anyway. */
  private static Optional<String> batchSymbol(String file, Collection<Declared> inputs, int rows) {
    if (symbols(inputs).contains("batch")) {
      return Optional.of("batch");
    }
    List<Dim> outermost =
        inputs.stream()
            .filter(input -> !input.dims().isEmpty())
            .map(input -> input.dims().get(0))
            .toList();
    for (Dim dim : outermost) {
      if (!dim.isFixed()) {
        return Optional.of(dim.symbol());
      }
    }
    if (outermost.stream().allMatch(dim -> dim.size() == rows)) {
      return Optional.empty();
    }
    throw new PredictorException(
        file,
        "has a fixed batch of %s, got batch(%s). Export it with a symbolic batch dimension."
            .formatted(outermost.get(0).size(), rows));
  }

  private static PredictorException unbound(Declared input, String symbol) {
    return new PredictorException(
        input.file(),
        "dimension \"%s\" of input \"%s\" is not bound. Open with %s.dim(\"%s\", n)."
            .formatted(symbol, input.name(), input.door().with(), symbol));
  }

  private static PredictorException unknown(
      String file, Map.Entry<String, Integer> asked, Set<String> symbols) {
    String there =
        symbols.isEmpty()
            ? "all its dimensions are fixed"
            : "only " + symbols.stream().map(s -> '"' + s + '"').collect(Collectors.joining(", "));
    return new PredictorException(
        file,
        "has no dimension \"%s\", %s; got dim(\"%s\", %s)."
            .formatted(asked.getKey(), there, asked.getKey(), asked.getValue()));
  }
}

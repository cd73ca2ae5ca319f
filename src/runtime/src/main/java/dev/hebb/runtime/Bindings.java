package dev.hebb.runtime;

import ai.onnxruntime.OrtException;
import dev.hebb.runtime.engine.Binding;
import dev.hebb.runtime.engine.Gate;
import dev.hebb.runtime.engine.Loaded;
import dev.hebb.runtime.engine.OrtMessage;
import dev.hebb.runtime.engine.Plan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The sizes that a predictor was bound to, each with its memory; those that were asked for last are
 * kept. Coming back to one of them allocates nothing. Not thread-safe.
 */
final class Bindings implements AutoCloseable {
  private static final int KEPT = 32;

  private final Loaded loaded;
  private final PredictorOptions options;
  private final Gate gate;
  private final String[] symbols;
  private final int[] wanted;
  private final int[] opened;
  private final List<Bound> kept = new ArrayList<>();
  private Bound current;
  private long asked;

  /** Sizes in the order of the symbols, and when they were asked for last. */
  private static final class Bound {
    private final int[] sizes;
    private final Wiring wiring;
    private long last;

    Bound(int[] sizes, Wiring wiring) {
      this.sizes = sizes;
      this.wiring = wiring;
    }
  }

  /** Bound as the options say. */
  Bindings(Loaded loaded, PredictorOptions options, Gate gate) {
    this.loaded = loaded;
    this.options = options;
    this.gate = gate;
    Binding first = Binding.of(loaded.file(), loaded.engine().inputs(), options, loaded.metadata());
    this.symbols = first.sizes().keySet().toArray(new String[0]);
    this.wanted = first.sizes().values().stream().mapToInt(Integer::intValue).toArray();
    this.opened = wanted.clone();
    this.current = bound();
    kept.add(current);
  }

  /** What the current sizes are wired to. */
  Wiring current() {
    return current.wiring;
  }

  /** Changes one size; {@link #apply()} comes behind the last. */
  void size(String symbol, int size) {
    if (size < 1) {
      throw new PredictorException(
          "bind(\"%s\", %s)".formatted(symbol, size), "expected at least 1.");
    }
    for (int i = 0; i < symbols.length; i++) {
      if (symbols[i].equals(symbol)) {
        wanted[i] = size;
        return;
      }
    }
    throw unknown(symbol, size);
  }

  /** Starts from the sizes that are bound. */
  void begin() {
    System.arraycopy(current.sizes, 0, wanted, 0, wanted.length);
  }

  /** Binds the sizes of the beginning. */
  void reset() {
    if (!Arrays.equals(current.sizes, opened)) {
      System.arraycopy(opened, 0, wanted, 0, wanted.length);
      apply();
    }
  }

  /** What is bound, by symbol. */
  Map<String, Integer> sizes() {
    Map<String, Integer> sizes = new TreeMap<>();
    for (int i = 0; i < symbols.length; i++) {
      sizes.put(symbols[i], current.sizes[i]);
    }
    return sizes;
  }

  /** Binds what was asked for. */
  void apply() {
    asked++;
    for (int i = 0; i < kept.size(); i++) { // no iterator: this is called between runs
      if (Arrays.equals(kept.get(i).sizes, wanted)) {
        current = kept.get(i);
        current.last = asked;
        return;
      }
    }
    Bound made = bound();
    made.last = asked;
    if (kept.size() == KEPT) {
      drop();
    }
    kept.add(made);
    current = made;
  }

  private void drop() {
    Bound oldest = kept.get(0);
    for (Bound each : kept) {
      oldest = each.last < oldest.last ? each : oldest;
    }
    kept.remove(oldest);
    oldest.wiring.close();
  }

  private Bound bound() {
    Map<String, Integer> sizes = new TreeMap<>();
    for (int i = 0; i < symbols.length; i++) {
      sizes.put(symbols[i], wanted[i]);
    }
    Binding binding = new Binding(sizes);
    try {
      Plan plan = Plan.of(loaded.engine(), binding);
      Wiring wiring = new Wiring(loaded, plan, gate, options.numbersOnly());
      try {
        for (int run = 0; run < options.warmUps(); run++) {
          wiring.run();
        }
        return new Bound(wanted.clone(), wiring);
      } catch (OrtException e) {
        wiring.close();
        throw e;
      }
    } catch (OrtException e) {
      throw OrtMessage.sizes(loaded.file(), binding, loaded.engine().version(), e);
    }
  }

  private PredictorException unknown(String symbol, int size) {
    String there =
        symbols.length == 0
            ? "all its dimensions are fixed"
            : Arrays.stream(symbols).collect(Collectors.joining("\", \"", "only \"", "\""));
    return new PredictorException(
        loaded.file(),
        "has no dimension \"%s\", %s; got bind(\"%s\", %s)."
            .formatted(symbol, there, symbol, size));
  }

  @Override
  public void close() {
    kept.forEach(each -> each.wiring.close());
  }
}

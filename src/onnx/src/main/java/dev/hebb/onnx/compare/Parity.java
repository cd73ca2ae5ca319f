package dev.hebb.onnx.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * That a file says what the model says that it came from: on the inputs that it carries, and on
 * random ones at three batch sizes and two lengths of the other free axes.
 *
 * @param model what is expected
 * @param file what was exported from it
 * @param random whether on random ones too; what was rounded was measured on its own alone
 */
public record Parity(Side model, Side file, double tolerance, boolean random) {
  private static final List<Integer> BATCHES = List.of(1, 2, 5);
  private static final String BATCH = "batch";

  /** Compares the outputs; where one differs, a {@link Comparison} says which node began it. */
  public Compared run() {
    Comparison comparison = Comparison.of(model, file).tolerance(tolerance);
    Feeder feeder = new Feeder(model, file, Map.of());
    Optional<String> mismatch = feeder.mismatch();
    if (mismatch.isPresent() || !file.outputs().containsAll(model.outputs())) {
      String why =
          mismatch.orElseGet(
              () ->
                  "outputs: %s gives %s, %s gives %s"
                      .formatted(model.name(), model.outputs(), file.name(), file.outputs()));
      return new Compared(
          List.of(why), "", 0, 0, Double.POSITIVE_INFINITY, tolerance, Optional.empty());
    }
    Map<String, String> outputs = new LinkedHashMap<>();
    model.outputs().forEach(name -> outputs.put(name, name));
    Pairs pairs = new Pairs(outputs, List.of());
    List<Map<String, Values>> runs = new ArrayList<>(file.goldens());
    if (random || runs.isEmpty()) {
      runs.addAll(random(feeder));
    }
    double worst = 0;
    int values = 0;
    for (Map<String, Values> inputs : runs) {
      Compared compared = comparison.compare(pairs, inputs, "");
      if (compared.first().isPresent()) {
        return comparison.compare(Pairs.of(model, file), inputs, "");
      }
      worst = Math.max(worst, compared.largest());
      values += compared.values();
    }
    String said = runs.size() == 1 ? "1 run" : runs.size() + " runs";
    return new Compared(List.of(), said, values, values, worst, tolerance, Optional.empty());
  }

  private List<Map<String, Values>> random(Feeder feeder) {
    Map<String, Long> usual = usual();
    List<Map<String, Values>> runs = new ArrayList<>();
    for (int times = 1; times <= 2; times++) {
      for (long batch : BATCHES) {
        Map<String, Long> lengths = new HashMap<>();
        for (Map.Entry<String, Long> each : usual.entrySet()) {
          lengths.put(each.getKey(), times * each.getValue() + times - 1);
        }
        lengths.put(BATCH, batch);
        runs.add(feeder.random(lengths, runs.size()));
      }
    }
    return runs;
  }

  // Of the other free axes, what the file's own inputs have.
  private Map<String, Long> usual() {
    Map<String, Long> usual = new HashMap<>();
    List<Map<String, Values>> goldens = file.goldens();
    for (Fed input : goldens.isEmpty() ? List.<Fed>of() : file.inputs()) {
      long[] dims = goldens.get(goldens.size() - 1).get(input.name()).dims();
      for (int axis = 0; axis < dims.length; axis++) {
        if (!input.fixed(axis)) {
          usual.put(input.dims().get(axis), dims[axis]);
        }
      }
    }
    return usual;
  }
}

package dev.hebb.spark;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is done with each row.
 *
 * @param feeds columns of each input, by its name
 * @param answers the column of each output that is wanted, by its name
 * @param batch how many rows go into one run at most
 */
record Plan(
    ModelId model,
    List<Slot> inputs,
    List<Slot> outputs,
    Map<String, List<String>> feeds,
    Map<String, String> answers,
    int batch,
    NullPolicy nulls)
    implements Serializable {
  private static final int BATCH = 256;

  Plan {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    feeds = ordered(feeds);
    answers = ordered(answers);
  }

  // Of a kind that Java can write.
  private static <T> Map<String, T> ordered(Map<String, T> map) {
    return new LinkedHashMap<>(map);
  }

  static Plan of(ModelId model, List<Slot> inputs, List<Slot> outputs) {
    Map<String, List<String>> feeds = new LinkedHashMap<>();
    inputs.forEach(input -> feeds.put(input.name(), List.of(input.name())));
    Map<String, String> answers = new LinkedHashMap<>();
    outputs.forEach(output -> answers.put(output.name(), output.name()));
    return new Plan(model, inputs, outputs, feeds, answers, BATCH, NullPolicy.ERROR);
  }

  Plan feed(String input, List<String> columns) {
    slot("input", inputs, input);
    if (columns.isEmpty()) {
      throw new ScoringException(
          "%s: input(\"%s\"): expected the name of a column at least."
              .formatted(model.name(), input));
    }
    Map<String, List<String>> more = ordered(feeds);
    more.put(input, List.copyOf(columns));
    return new Plan(model, inputs, outputs, more, answers, batch, nulls);
  }

  Plan answer(String output, String column) {
    slot("output", outputs, output);
    Map<String, String> more = ordered(answers);
    more.put(output, column);
    return new Plan(model, inputs, outputs, feeds, more, batch, nulls);
  }

  Plan only(List<String> wanted) {
    Map<String, String> kept = new LinkedHashMap<>();
    wanted.forEach(output -> kept.put(output, answers.get(slot("output", outputs, output).name())));
    return new Plan(model, inputs, outputs, feeds, kept, batch, nulls);
  }

  Plan batch(int most) {
    if (most < 1) {
      throw new ScoringException(
          "%s: batchSize: expected at least 1, got %d.".formatted(model.name(), most));
    }
    return new Plan(model, inputs, outputs, feeds, answers, most, nulls);
  }

  Plan nulls(NullPolicy policy) {
    return new Plan(model, inputs, outputs, feeds, answers, batch, policy);
  }

  /** The outputs that are wanted, in order. */
  List<Slot> wanted() {
    return answers.keySet().stream().map(name -> slot("output", outputs, name)).toList();
  }

  /** How many rows go into a run: one where the file was written for one. */
  int together() {
    return inputs.stream().allMatch(Slot::batched) ? batch : 1;
  }

  private Slot slot(String role, List<Slot> among, String name) {
    return among.stream()
        .filter(slot -> slot.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ScoringException(
                    "%s: expected an %s of the model, got \"%s\". It has %s."
                        .formatted(
                            model.name(), role, name, among.stream().map(Slot::name).toList())));
  }
}

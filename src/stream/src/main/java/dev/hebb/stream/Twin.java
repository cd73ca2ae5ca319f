package dev.hebb.stream;

import dev.hebb.runtime.Element;
import dev.hebb.runtime.PredictorException;
import dev.hebb.runtime.engine.Declared;
import dev.hebb.runtime.engine.Engine;
import dev.hebb.runtime.engine.Metadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the notes of a streaming file say of its inputs and outputs.
 *
 * <p>{@code hebb.stream.over}: the axis that ticks. {@code hebb.stream.state.<input>}: the output
 * that the next tick is fed there. {@code hebb.stream.first.<input>}: the output of the begin file
 * that the first tick is fed there; zeros where there is none. {@code hebb.stream.context.<input>}:
 * the output of the begin file that every tick is fed. {@code hebb.stream.begin}: the digest of the
 * begin file's model.
 *
 * @param states in the order of the file
 * @param contexts outputs of the begin file, by input
 * @param begin empty where there is no begin file
 */
public record Twin(String over, List<State> states, Map<String, String> contexts, String begin) {
  private static final String PREFIX = "hebb.stream.";

  /**
   * A number that one tick hands to the next.
   *
   * @param first output of the begin file; empty for zeros
   */
  public record State(String input, String output, String first) {}

  /**
   * Reads the notes.
   *
   * @throws PredictorException when it is no streaming file, or its notes name what it does not
   *     have
   */
  static Twin of(Metadata metadata, Engine engine) {
    Map<String, String> notes = metadata.notes();
    if (!notes.containsKey(PREFIX + "over")) {
      throw new PredictorException(
          metadata.file(),
          "is not a streaming file. Write one with Onnx.export(model).streaming(), or open this one with Predictor.");
    }
    Map<String, Declared> outputs = new HashMap<>();
    engine.outputs().forEach(output -> outputs.put(output.name(), output));
    List<State> states = new ArrayList<>();
    Map<String, String> contexts = new LinkedHashMap<>();
    for (Declared input : engine.inputs()) {
      String name = input.name();
      String key = PREFIX + "state." + name;
      if (notes.containsKey(key)) {
        Declared output = outputs.get(notes.get(key));
        boolean fits =
            output != null
                && output.dims().equals(input.dims())
                && input.type() == Element.FLOAT32
                && output.type() == Element.FLOAT32;
        if (!fits) {
          throw metadata.malformed(key, "an output of floats like the input");
        }
        String first = notes.getOrDefault(PREFIX + "first." + name, "");
        states.add(new State(name, output.name(), first));
      } else if (notes.containsKey(PREFIX + "context." + name)) {
        contexts.put(name, notes.get(PREFIX + "context." + name));
      }
    }
    return new Twin(
        notes.get(PREFIX + "over"),
        List.copyOf(states),
        contexts,
        notes.getOrDefault(PREFIX + "begin", ""));
  }

  /** Whether an input is a state. */
  public boolean isStateIn(String input) {
    return states.stream().anyMatch(state -> state.input().equals(input));
  }

  /** Whether an output is a state. */
  public boolean isStateOut(String output) {
    return states.stream().anyMatch(state -> state.output().equals(output));
  }
}

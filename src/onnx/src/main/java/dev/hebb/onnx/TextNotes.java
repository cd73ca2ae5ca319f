package dev.hebb.onnx;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Indices;
import dev.hebb.graph.Model;
import dev.hebb.graph.Port;
import dev.hebb.graph.Shape;
import dev.hebb.text.Labels;
import dev.hebb.text.Tokenizer;
import dev.hebb.text.TokenizerException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a model's notes say about text: tokenizers and labels, checked against its graph. */
final class TextNotes {
  private static final String TEXT = "text.";
  private static final String LABELS = "labels.";
  private static final String THRESHOLD = "threshold.";

  private TextNotes() {}

  /** The model with a tokenizer for an input or output. */
  static Model text(Model model, String name, Tokenizer tokenizer) {
    Model noted = model.noted(TEXT + name, tokenizer.note());
    check(noted.graph(), name, tokenizer);
    return noted;
  }

  /** The model with labels for an output. */
  static Model labels(Model model, String output, List<String> names) {
    try {
      Labels labels = new Labels(names);
      check(model.graph(), output, labels);
      return model.noted(LABELS + output, labels.note());
    } catch (TokenizerException e) {
      throw error(model.graph(), LABELS, output, e.getMessage());
    }
  }

  /** The model with the least score that counts for an output's labels. */
  static Model threshold(Model model, String output, double... least) {
    String labels = model.notes().getOrDefault(LABELS + output, "");
    int count = labels.isEmpty() ? 0 : Labels.parse(labels).names().size();
    if (count == 0 || (least.length != 1 && least.length != count)) {
      throw error(
          model.graph(),
          THRESHOLD,
          output,
          count == 0
              ? "expected an output with labels, got one without. Give it labels(...) first."
              : "expected 1 number or %s, one for each label, got %s. Give as many."
                  .formatted(count, least.length));
    }
    return model.noted(
        THRESHOLD + output,
        Arrays.stream(least).mapToObj(Double::toString).collect(Collectors.joining("\n")));
  }

  /** Checks the notes of a model, wherever they came from. */
  static void check(Model model) {
    for (Map.Entry<String, String> note : model.notes().entrySet()) {
      String key = note.getKey();
      try {
        if (key.startsWith(TEXT)) {
          check(model.graph(), key.substring(TEXT.length()), Tokenizer.parse(note.getValue()));
        } else if (key.startsWith(LABELS)) {
          check(model.graph(), key.substring(LABELS.length()), Labels.parse(note.getValue()));
        }
      } catch (TokenizerException e) {
        throw new ExportException(
            "%s: note %s: %s".formatted(model.graph().name(), key, e.getMessage()), e);
      }
    }
  }

  /** The notes that are about what a part of the network still has. */
  static Map<String, String> of(Graph part, Map<String, String> notes) {
    Set<String> ports = new HashSet<>();
    part.inputs().forEach(port -> ports.add(port.name()));
    part.outputs().forEach(port -> ports.add(port.name()));
    Map<String, String> kept = new TreeMap<>(notes);
    kept.keySet()
        .removeIf(
            key ->
                (key.startsWith(TEXT) && !ports.contains(key.substring(TEXT.length())))
                    || (key.startsWith(LABELS) && !ports.contains(key.substring(LABELS.length()))));
    return kept;
  }

  private static void check(Graph graph, String name, Tokenizer tokenizer) {
    Optional<Port> input = named(graph.inputs(), name);
    Optional<Port> output = named(graph.outputs(), name);
    if (input.isEmpty() && output.isEmpty()) {
      throw error(
          graph,
          TEXT,
          name,
          "expected an input or output, of %s and %s, got neither. Name one of them."
              .formatted(names(graph.inputs()), names(graph.outputs())));
    }
    input.ifPresent(port -> checkInput(graph, port, tokenizer.size()));
    output.ifPresent(port -> checkOutput(graph, port, tokenizer.size()));
  }

  private static void checkInput(Graph graph, Port port, int size) {
    Shape shape = port.value().shape();
    if (port.value().type() != DataType.INT64 || shape.rank() != 2) {
      throw error(
          graph,
          TEXT,
          port.name(),
          "expected rows of whole numbers, got %s %s. Begin the network with tokens(...)."
              .formatted(port.value().type(), shape));
    }
    Long limit = Indices.limits(graph).get(port.name());
    if (limit != null && size > limit) {
      throw error(
          graph,
          TEXT,
          port.name(),
          "expected a vocabulary of at most %s, which is what the network looks up, got one of %s: it is another model's. Fit it with maximumSize(%s), or declare an embedding of %s."
              .formatted(limit, size, limit, size));
    }
  }

  private static void checkOutput(Graph graph, Port port, int size) {
    Shape shape = port.value().shape();
    boolean whole = port.value().type() == DataType.INT64 && shape.rank() == 2;
    if (whole) {
      return;
    }
    if (port.value().type() != DataType.FLOAT32 || shape.rank() != 3) {
      throw error(
          graph,
          TEXT,
          port.name(),
          "expected tokens, or a number for each token of the vocabulary at each step, got %s %s. End the network in a sequence."
              .formatted(port.value().type(), shape));
    }
    if (last(shape).orElse(-1) != size) {
      throw error(
          graph,
          TEXT,
          port.name(),
          "expected a vocabulary of %s, which is what the output gives, got one of %s: it is another model's. End the network in dense(%s), or fit another."
              .formatted(shape.dim(2).size(), size, size));
    }
  }

  private static void check(Graph graph, String output, Labels labels) {
    Port port =
        named(graph.outputs(), output)
            .orElseThrow(
                () ->
                    error(
                        graph,
                        LABELS,
                        output,
                        "expected an output, of %s, got none. Name one of them."
                            .formatted(names(graph.outputs()))));
    Shape shape = port.value().shape();
    int count = labels.names().size();
    long wide = last(shape).orElse(-1);
    if (port.value().type() != DataType.FLOAT32 || shape.rank() < 2 || shape.rank() > 3) {
      throw error(
          graph,
          LABELS,
          output,
          "expected numbers for a text or for each token, got %s %s. Name the output that gives them."
              .formatted(port.value().type(), shape));
    }
    if (wide != count && !(wide == 1 && count == 2)) {
      throw error(
          graph,
          LABELS,
          output,
          wide == 1
              ? "expected 2 labels, as one number is the probability of the second, got %s. Give two."
                  .formatted(count)
              : "expected %s labels, as many as the output gives numbers, got %s. Give one for each."
                  .formatted(shape.dim(shape.rank() - 1).size(), count));
    }
  }

  private static OptionalLong last(Shape shape) {
    return shape.dim(shape.rank() - 1).size().fixed();
  }

  private static Optional<Port> named(List<Port> ports, String name) {
    return ports.stream().filter(port -> port.name().equals(name)).findFirst();
  }

  private static List<String> names(List<Port> ports) {
    return ports.stream().map(Port::name).toList();
  }

  private static ExportException error(Graph graph, String kind, String name, String what) {
    String call = kind.substring(0, kind.length() - 1);
    return new ExportException("%s: %s(\"%s\"): %s".formatted(graph.name(), call, name, what));
  }
}

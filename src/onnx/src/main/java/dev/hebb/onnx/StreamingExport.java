package dev.hebb.onnx;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Engine;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Model;
import dev.hebb.graph.Node;
import dev.hebb.graph.Param;
import dev.hebb.graph.Streaming;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Weights;
import dev.hebb.graph.op.Activate;
import dev.hebb.graph.op.Function;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the streaming twin of a model is written. Immutable.
 *
 * @param export how its files are written otherwise
 * @param axis the time axis that was asked for; empty for the only one
 * @param first where what is computed before the first tick goes; empty if there is no such thing
 */
public record StreamingExport(Export export, Optional<String> axis, Optional<Path> first) {
  /**
   * Over this time axis, where the network has several.
   *
   * @param symbol its name in the file, such as {@code time}
   */
  public StreamingExport over(String symbol) {
    return new StreamingExport(export, Optional.of(symbol), first);
  }

  /**
   * Writes what is computed before the first tick there: an encoder and the states that it gives to
   * a decoder. An ordinary file, for a {@code Predictor}.
   */
  public StreamingExport begin(Path path) {
    return new StreamingExport(export, axis, Optional.of(path));
  }

  /**
   * Proves that N ticks give what the trainer gives for a window of N, then writes the step; whole
   * or not at all.
   *
   * @throws ExportException when a layer cannot be streamed: the layer, the reason and what to
   *     change; or when ONNX Runtime says other numbers than the trainer; there is no file
   */
  public Exported to(Path path) {
    if (!export.form().equals(Form.USUAL)) {
      throw new ExportException(
          path
              + ": not written: expected a stream in float32, with its axes free and as they were declared, got another"
              + " form. Leave precision, lengths and channelsFirst() out.");
    }
    Streaming twin = twin(path);
    Engine engine = Writing.engine(path);
    Model window = new Model(twin.window(), export.model().weights(), export.model().notes());
    Model step = part(twin.step(), twin.over());
    Optional<Model> begin = twin.begin().map(graph -> part(graph, twin.over()));
    if (begin.isPresent() != first.isPresent()) {
      throw new ExportException(
          path
              + ": not written: "
              + (begin.isPresent()
                  ? "%s is computed before the first tick. Say where that goes: begin(path)."
                      .formatted(begin.get().graph().outputs().stream().map(p -> p.name()).toList())
                  : "nothing is computed before the first tick, all states are zeros. Leave begin(%s) out."
                      .formatted(first.get())));
    }
    ModelPrinter printer = new ModelPrinter(step, export.target());
    Verification verification =
        Verification.of(step, printer, engine, path).allowing(export.allowed());
    Proof proof = verification.prove(List.of());
    double worst =
        new StreamProof(window, twin, engine, path, verification.tolerance())
            .worst(printer, begin.map(this::printer), export.samples());
    double deviation = Math.max(worst, proof.maxDeviation());
    Map<String, String> metadata = Metadata.of(step, proof.deviating(deviation));
    metadata.putAll(notes(twin));
    begin.ifPresent(
        model -> {
          metadata.put("hebb.stream.begin", model.digest());
          new Export(model, export.target(), List.of(), export.allowed(), export.form())
              .to(first.get());
        });
    return Writing.write(path, printer.model(metadata), deviation, Optional.empty());
  }

  private ModelPrinter printer(Model model) {
    return new ModelPrinter(model, export.target());
  }

  private Streaming twin(Path path) {
    Graph graph = export.model().graph();
    try {
      return axis.isPresent() ? Streaming.of(graph, axis.get()) : Streaming.of(graph);
    } catch (DeclarationException refused) {
      throw new ExportException(path + ": not written: " + refused.getMessage(), refused);
    }
  }

  private Model part(Graph graph, String over) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    for (Param param : graph.params()) {
      weights.put(param.name(), export.model().weights().get(param.name()));
    }
    Map<String, String> notes = TextNotes.of(graph, export.model().notes());
    notes.remove("dim." + over);
    return new Model(graph, new Weights(weights), notes);
  }

  private static Map<String, String> notes(Streaming twin) {
    Map<String, String> notes = new LinkedHashMap<>();
    notes.put("hebb.stream.over", twin.over());
    for (Streaming.State state : twin.states()) {
      notes.put("hebb.stream.state." + state.input(), state.output());
      if (!state.first().isEmpty()) {
        notes.put("hebb.stream.first." + state.input(), state.first());
      }
    }
    twin.contexts().forEach(value -> notes.put("hebb.stream.context." + value, value));
    if (twin.outputs().size() == 1) {
      notes.put("hebb.stream.scores", scores(twin));
    }
    return notes;
  }

  // What the numbers of the one output are, for whoever takes them for those of the next token.
  private static String scores(Streaming twin) {
    String output = twin.outputs().get(0).port();
    String value =
        twin.step().outputs().stream()
            .filter(port -> port.name().equals(output))
            .map(port -> port.value().name())
            .findFirst()
            .orElseThrow();
    for (Node node : twin.step().nodes()) {
      if (node.outputs().get(0).name().equals(value) && node.op() instanceof Activate last) {
        Function function = last.activation().function();
        return function == Function.SOFTMAX
            ? "probabilities"
            : function == Function.LOG_SOFTMAX ? "logarithms" : "logits";
      }
    }
    return "logits";
  }
}

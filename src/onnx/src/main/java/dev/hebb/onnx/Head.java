package dev.hebb.onnx;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Graph;
import dev.hebb.graph.GraphBuilder;
import dev.hebb.graph.Model;
import dev.hebb.graph.Node;
import dev.hebb.graph.Port;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Activate;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Function;
import dev.hebb.graph.op.TopK;
import java.util.ArrayList;
import java.util.List;

/** What is put behind an output's scores. */
record Head(Model model, String call, Port port) {
  /** Behind the only output. */
  static Head of(Model model, String call) {
    List<Port> outputs = model.graph().outputs();
    if (outputs.size() > 1) {
      throw new ExportException(
          "%s: %s: expected one output, got %s. Name the one that is meant."
              .formatted(model.graph().name(), call, names(outputs)));
    }
    return new Head(model, call, outputs.get(0));
  }

  /** Behind the output of that name. */
  static Head of(Model model, String call, String output) {
    return model.graph().outputs().stream()
        .filter(port -> port.name().equals(output))
        .findFirst()
        .map(port -> new Head(model, call, port))
        .orElseThrow(
            () ->
                new ExportException(
                    "%s: %s: expected an output, of %s, got \"%s\". Name one of them."
                        .formatted(
                            model.graph().name(), call, names(model.graph().outputs()), output)));
  }

  private static List<String> names(List<Port> ports) {
    return ports.stream().map(Port::name).toList();
  }

  /** Probabilities in the place of the scores, under the same name. */
  Model softmax() {
    requireScores();
    if (isSoftmax()) {
      throw refusal("expected scores, got what a softmax gave already", "Leave it out");
    }
    GraphBuilder graph = GraphBuilder.of(model.graph());
    Value made = new Scope(graph, port.name()).activate(Activation.SOFTMAX, port.value());
    return with(
        graph,
        model.graph().outputs().stream()
            .map(each -> each.equals(port) ? new Port(each.name(), made, each.unit()) : each)
            .toList());
  }

  /** The k largest of the scores beside them, and where they are. */
  Model topK(int k) {
    requireScores();
    long classes = port.value().shape().last().size().fixed().orElseThrow();
    if (k < 1 || k > classes) {
      throw refusal("expected 1 to %d, got %d".formatted(classes, k), "Choose among them");
    }
    GraphBuilder graph = GraphBuilder.of(model.graph());
    List<Value> top = new Scope(graph, port.name()).ops(new TopK(k), port.value());
    List<Port> outputs = new ArrayList<>(model.graph().outputs());
    outputs.add(new Port(port.name() + "_values", top.get(0), port.unit()));
    outputs.add(new Port(port.name() + "_indices", top.get(1), ""));
    if (names(outputs).stream().distinct().count() < outputs.size()) {
      throw refusal("expected it once, got it a second time", "Leave one out");
    }
    return with(graph, outputs);
  }

  private Model with(GraphBuilder graph, List<Port> outputs) {
    return new Model(graph.build(outputs), model.weights(), model.notes());
  }

  private void requireScores() {
    Shape shape = port.value().shape();
    boolean several =
        shape.rank() > 1 && shape.last().size().fixed().stream().anyMatch(size -> size > 1);
    if (!several || port.value().type() != DataType.FLOAT32) {
      throw refusal(
          "expected scores side by side, got %s %s".formatted(port.value().type(), shape),
          "Name an output that gives them");
    }
  }

  private boolean isSoftmax() {
    Graph graph = model.graph();
    for (Node node : graph.nodes()) {
      if (node.outputs().contains(port.value()) && node.op() instanceof Activate last) {
        Function function = last.activation().function();
        return function == Function.SOFTMAX || function == Function.LOG_SOFTMAX;
      }
    }
    return false;
  }

  private ExportException refusal(String what, String remedy) {
    return new ExportException(
        "%s: %s of \"%s\": %s. %s."
            .formatted(model.graph().name(), call, port.name(), what, remedy));
  }
}

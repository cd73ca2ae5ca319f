package dev.hebb.training.torch;

import dev.hebb.graph.Graph;
import dev.hebb.graph.Node;
import dev.hebb.graph.Port;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Conv;
import dev.hebb.graph.op.ConvTranspose;
import dev.hebb.graph.op.Gemm;
import dev.hebb.graph.op.MatMul;
import dev.hebb.graph.op.Op;
import dev.hebb.training.Precision;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Prints the nodes of a graph, whose phase is decided, as TorchScript. Random numbers are drawn
 * from the generator {@code gen}, which the method around it must define.
 */
final class GraphPrinter {
  private final Graph graph;
  private final Names names;
  private final Body body;
  private final boolean training;
  private final boolean mixed;
  private final Cuts cuts;
  private final Map<String, Value> values;
  private final Set<String> read;
  private final Set<String> fed;

  GraphPrinter(Graph graph, Names names, Body body, boolean training) {
    this(graph, names, body, training, Precision.FLOAT32, Cuts.none());
  }

  /** Also says where it cut. */
  GraphPrinter(
      Graph graph, Names names, Body body, boolean training, Precision precision, Cuts cuts) {
    this.graph = graph;
    this.names = names;
    this.body = body;
    this.training = training;
    this.mixed = precision == Precision.MIXED_BFLOAT16;
    this.cuts = cuts;
    this.values = graph.values();
    this.read = graph.read();
    this.fed =
        graph.inputs().stream().map(Port::value).map(Value::name).collect(Collectors.toSet());
  }

  /** Prints every node. */
  void print() {
    for (Node node : graph.nodes()) {
      boolean half = mixed && product(node.op()) && !node.name().startsWith(TrainingModule.EXACT);
      Place at = new Place(this, node, half);
      node.op().accept(new OpPrinter(at));
      if (half) {
        String result = names.of(at.out(0).name());
        body.set(result, "torch.to(" + result + ", 6)");
      }
    }
  }

  private static boolean product(Op op) {
    return op instanceof MatMul
        || op instanceof Gemm
        || op instanceof Conv
        || op instanceof ConvTranspose;
  }

  Names names() {
    return names;
  }

  Body body() {
    return body;
  }

  /** Whether statistics of a batch are taken, and kept. */
  boolean training() {
    return training;
  }

  Cuts cuts() {
    return cuts;
  }

  Shape shape(String value) {
    return values.get(value).shape();
  }

  /** The names of all values that somebody reads. */
  Set<String> read() {
    return read;
  }

  /** Whether all of these come from outside. */
  boolean areFed(List<String> inputs) {
    return fed.containsAll(inputs);
  }

  /** Where the graph is computed. */
  String device() {
    return graph.inputs().stream()
        .findFirst()
        .map(port -> "ops.prim.device(%s)".formatted(names.of(port.value().name())))
        .orElse("None");
  }
}

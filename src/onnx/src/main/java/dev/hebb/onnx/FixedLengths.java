package dev.hebb.onnx;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Model;
import dev.hebb.graph.Node;
import dev.hebb.graph.Port;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Size;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Output;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Gives free axes a length, once and for all. */
final class FixedLengths {
  private final Map<String, Long> lengths;
  private final Map<String, Value> values = new HashMap<>();

  private FixedLengths(Map<String, Long> lengths) {
    this.lengths = lengths;
  }

  /**
   * The model with these lengths.
   *
   * @param lengths by the name of the axis
   * @throws ExportException when there is no such free axis, or it cannot be so long
   */
  static Model of(Model model, Map<String, Long> lengths) {
    if (lengths.isEmpty()) {
      return model;
    }
    Graph graph = model.graph().phase(false);
    Set<String> free = free(graph);
    for (Map.Entry<String, Long> each : lengths.entrySet()) {
      String call = call(each.getKey(), each.getValue());
      if (!free.contains(each.getKey()) || each.getValue() < 1) {
        throw new ExportException(
            each.getValue() < 1
                ? "%s: %s: expected at least 1, got %d. Give another length."
                    .formatted(graph.name(), call, each.getValue())
                : "%s: %s: expected a free axis without padding, of %s, got another. Name one of them."
                    .formatted(graph.name(), call, free));
      }
    }
    Map<String, String> notes = new TreeMap<>(model.notes());
    lengths.keySet().forEach(name -> notes.remove("dim." + name));
    try {
      return new Model(new FixedLengths(lengths).of(graph), model.weights(), notes);
    } catch (DeclarationException misfit) {
      throw new ExportException(
          "%s: not with %s: %s".formatted(graph.name(), lengths, misfit.getMessage()), misfit);
    }
  }

  private static String call(String name, long length) {
    return name.equals("batch")
        ? "batch(%d)".formatted(length)
        : "dim(\"%s\", %d)".formatted(name, length);
  }

  // Rows that are padded to their longest are so by their free axis.
  private static Set<String> free(Graph graph) {
    Set<String> free = new TreeSet<>();
    Set<String> padded = new TreeSet<>();
    for (Value value : graph.values().values()) {
      for (Dim dim : value.shape().dims()) {
        dim.size().ragged().ifPresent(symbol -> padded.add(symbol.name()));
      }
    }
    for (Port port : graph.inputs()) {
      for (Dim dim : port.value().shape().dims()) {
        if (dim.size() instanceof Size.Symbol symbol) {
          free.add(symbol.name());
        }
      }
    }
    free.removeAll(padded);
    return free;
  }

  private Graph of(Graph graph) {
    List<Port> inputs = new ArrayList<>();
    for (Port port : graph.inputs()) {
      Value value = port.value();
      Value fed = put(new Value(value.name(), shape(value.shape()), value.type()));
      inputs.add(new Port(port.name(), fed, port.unit()));
    }
    graph.params().forEach(param -> put(param.value()));
    List<Node> nodes = new ArrayList<>();
    for (Node node : graph.nodes()) {
      List<Output> made = node.op().infer(node.inputs().stream().map(values::get).toList());
      List<Value> outputs = new ArrayList<>();
      for (int i = 0; i < made.size(); i++) {
        String name = node.outputs().get(i).name();
        outputs.add(put(new Value(name, made.get(i).shape(), made.get(i).type())));
      }
      nodes.add(new Node(node.name(), node.op(), node.inputs(), outputs));
    }
    List<Port> outputs =
        graph.outputs().stream()
            .map(port -> new Port(port.name(), values.get(port.value().name()), port.unit()))
            .toList();
    return new Graph(graph.name(), inputs, graph.params(), nodes, outputs, List.of());
  }

  private Value put(Value value) {
    values.put(value.name(), value);
    return value;
  }

  private Shape shape(Shape shape) {
    List<Dim> dims = new ArrayList<>();
    for (Dim dim : shape.dims()) {
      boolean fixed =
          dim.size() instanceof Size.Symbol symbol && lengths.containsKey(symbol.name());
      dims.add(fixed ? dim.resized(Size.of(dim.size().at(lengths))) : dim);
    }
    return new Shape(dims);
  }
}

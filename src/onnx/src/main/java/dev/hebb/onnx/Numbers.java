package dev.hebb.onnx;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Indices;
import dev.hebb.graph.Node;
import dev.hebb.graph.Padded;
import dev.hebb.graph.Port;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Ragged;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a file says of the whole numbers it is fed, for the runtime to check. */
final class Numbers {
  private final Graph graph;

  private Numbers(Graph graph) {
    this.graph = graph;
  }

  static Map<String, String> of(Graph graph) {
    Map<String, String> entries = new LinkedHashMap<>();
    Map<String, Long> limits = Indices.limits(graph);
    Map<String, String> lengths = new LinkedHashMap<>();
    Padded.of(graph).forEach(padded -> lengths.put(padded.lengths(), padded.input()));
    for (Port port : graph.inputs()) {
      if (port.value().type() != DataType.INT64) {
        continue;
      }
      Long limit = limits.get(port.name());
      if (lengths.containsKey(port.name())) {
        entries.put("hebb.lengths." + port.name(), lengths.get(port.name()));
      } else if (limit != null && limit < Long.MAX_VALUE) {
        entries.put("hebb.limit." + port.name(), limit.toString());
      }
      if (new Numbers(graph).fillable(port.name())) {
        entries.put("hebb.padding." + port.name(), "0");
      }
    }
    return entries;
  }

  // Rows may be filled up where nothing reads them but as padded rows, or to count how long they
  // are.
  private boolean fillable(String input) {
    List<Node> readers = readers(input);
    return readers.stream().anyMatch(Numbers::pads)
        && readers.stream().allMatch(reader -> pads(reader) || counts(reader));
  }

  private static boolean pads(Node reader) {
    return reader.op() instanceof Ragged;
  }

  private boolean counts(Node node) {
    for (Value value : node.outputs()) {
      List<Node> readers = readers(value.name());
      boolean lengths =
          readers.stream()
              .anyMatch(reader -> pads(reader) && reader.inputs().get(1).equals(value.name()));
      boolean leads = !readers.isEmpty() && readers.stream().allMatch(this::counts);
      boolean given = graph.outputs().stream().anyMatch(port -> port.value().equals(value));
      if (given || !(lengths || leads)) {
        return false;
      }
    }
    return true;
  }

  private List<Node> readers(String value) {
    return graph.nodes().stream().filter(node -> node.inputs().contains(value)).toList();
  }
}

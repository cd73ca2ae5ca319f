package dev.hebb.onnx.in;

import dev.hebb.graph.FormatException;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Node;
import dev.hebb.graph.Param;
import dev.hebb.graph.Port;
import dev.hebb.graph.Value;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A graph of which training leaves the beginning as it is. */
final class Frozen {
  private Frozen() {}

  static Graph until(Graph graph, String place, String file) {
    Value value = graph.values().get(place);
    if (value == null) {
      throw new FormatException(
          "%s: frozenUntil(\"%s\"): expected a value that is computed, got one that is not: it is known, or called otherwise. Take the node behind it."
              .formatted(file, place));
    }
    Graph part = graph.until(List.of(Port.of(value)));
    Set<String> params = part.params().stream().map(Param::name).collect(Collectors.toSet());
    Set<String> nodes = part.nodes().stream().map(Node::name).collect(Collectors.toSet());
    return new Graph(
        graph.name(),
        graph.inputs(),
        graph.params().stream()
            .map(param -> params.contains(param.name()) ? param.frozen() : param)
            .toList(),
        graph.nodes().stream()
            .map(node -> nodes.contains(node.name()) ? still(node) : node)
            .toList(),
        graph.outputs(),
        graph.sections());
  }

  private static Node still(Node node) {
    return new Node(node.name(), node.op().freeze(), node.inputs(), node.outputs());
  }
}

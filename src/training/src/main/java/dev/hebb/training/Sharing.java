package dev.hebb.training;

import dev.hebb.graph.Graph;
import dev.hebb.graph.Node;
import dev.hebb.graph.Port;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Cast;
import dev.hebb.graph.op.Op;
import dev.hebb.graph.op.Ragged;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Works out once what a loss and several metrics would each work out for themselves. */
final class Sharing {
  private Sharing() {}

  private record Work(Op op, List<String> of) {}

  /**
   * The same graph with fewer nodes.
   *
   * @param network how many nodes at the beginning stay as they are
   */
  static Graph of(Graph graph, int network) {
    Map<Work, Node> done = new HashMap<>();
    Map<String, Value> same = new HashMap<>();
    List<Node> kept = new ArrayList<>(graph.nodes().subList(0, network));
    for (Node node : graph.nodes().subList(network, graph.nodes().size())) {
      List<String> read =
          node.inputs().stream()
              .map(value -> same.containsKey(value) ? same.get(value).name() : value)
              .toList();
      Node alike = names(node.op()) ? null : done.get(new Work(node.op(), read));
      if (alike != null) {
        for (int i = 0; i < node.outputs().size(); i++) {
          same.put(node.outputs().get(i).name(), alike.outputs().get(i));
        }
      } else {
        Node moved = new Node(node.name(), node.op(), read, node.outputs());
        done.put(new Work(node.op(), read), moved);
        kept.add(moved);
      }
    }
    List<Port> ports =
        graph.outputs().stream()
            .map(
                port ->
                    new Port(
                        port.name(),
                        same.getOrDefault(port.value().name(), port.value()),
                        port.unit()))
            .toList();
    return new Graph(graph.name(), graph.inputs(), graph.params(), kept, ports, graph.sections());
  }

  // Shapes name what comes of them.
  private static boolean names(Op op) {
    return op instanceof Cast || op instanceof Ragged;
  }
}

package dev.hebb.graph;

import dev.hebb.graph.op.Ragged;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An input whose rows are padded at their end, and the input that says how long each is.
 *
 * @param axis along which
 * @param lengths name of the input {@code [batch]} of whole numbers, 1 to the axis's length
 */
public record Padded(String input, int axis, String lengths) {
  /** All of a graph. */
  public static List<Padded> of(Graph graph) {
    Map<String, Port> inputs = new HashMap<>();
    graph.inputs().forEach(port -> inputs.put(port.name(), port));
    List<Padded> padded = new ArrayList<>();
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Ragged ragged && inputs.keySet().containsAll(node.inputs())) {
        padded.add(new Padded(node.inputs().get(0), ragged.axis(), node.inputs().get(1)));
      }
    }
    return padded;
  }
}

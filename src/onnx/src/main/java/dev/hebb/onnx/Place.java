package dev.hebb.onnx;

import ai.onnx.proto.OnnxMl;
import dev.hebb.graph.Node;
import dev.hebb.graph.Value;
import java.util.Map;
import java.util.Set;

/**
 * Where a node is printed, and what is known there.
 *
 * @param names what each value is called in the file
 * @param values of the graph, by name
 * @param needed the values that somebody reads
 */
record Place(
    OnnxMl.GraphProto.Builder graph,
    Map<String, String> names,
    Constants constants,
    Map<String, Value> values,
    Opset opset,
    Node node,
    Set<String> needed) {
  /** The name of an input. */
  String in(int index) {
    return constants.param(names.get(node.inputs().get(index)));
  }

  /** The name of the first output. */
  String out() {
    return names.get(node.outputs().get(0).name());
  }

  NodeWriter write(String operator) {
    return new NodeWriter(graph, node.name(), operator);
  }

  /** The node with all its inputs and its one output. */
  NodeWriter plain(String operator) {
    NodeWriter writer = write(operator);
    for (int i = 0; i < node.inputs().size(); i++) {
      writer.in(in(i));
    }
    return writer.out(out());
  }
}

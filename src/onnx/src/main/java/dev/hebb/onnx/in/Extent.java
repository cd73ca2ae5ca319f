package dev.hebb.onnx.in;

import ai.onnx.proto.OnnxMl;
import dev.hebb.graph.FormatException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How much of a file is read.
 *
 * @param nodes those that the outputs need
 * @param values all that these nodes read, and the outputs
 * @param whole whether nothing was cut off
 */
record Extent(
    List<OnnxMl.NodeProto> nodes, Set<String> values, List<String> outputs, boolean whole) {
  static Extent of(OnnxFile file, List<String> ends) {
    List<String> outputs =
        ends.isEmpty()
            ? file.graph().getOutputList().stream().map(OnnxMl.ValueInfoProto::getName).toList()
            : ends.stream().map(end -> value(file, end)).distinct().toList();
    Map<String, OnnxMl.NodeProto> producers = file.producers();
    Set<String> values = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(outputs);
    while (!open.isEmpty()) {
      String value = open.pop();
      boolean first = !value.isEmpty() && values.add(value);
      if (first && producers.containsKey(value)) {
        open.addAll(producers.get(value).getInputList());
      }
    }
    List<OnnxMl.NodeProto> nodes = new ArrayList<>();
    for (OnnxMl.NodeProto node : file.graph().getNodeList()) {
      if (node.getOutputList().stream().anyMatch(values::contains)) {
        nodes.add(node);
      }
    }
    return new Extent(List.copyOf(nodes), Set.copyOf(values), outputs, ends.isEmpty());
  }

  /** The value that is meant by its own name, or by that of the node that makes it. */
  static String value(OnnxFile file, String place) {
    for (OnnxMl.NodeProto node : file.graph().getNodeList()) {
      if (node.getOutputList().contains(place)) {
        return place;
      }
    }
    for (OnnxMl.NodeProto node : file.graph().getNodeList()) {
      if (node.getName().equals(place)) {
        return node.getOutput(0);
      }
    }
    throw new FormatException(
        "%s: expected a value or a node named \"%s\", got none. Look them up in the file's summary()."
            .formatted(file.name(), place));
  }
}

package dev.hebb.onnx;

import ai.onnx.proto.OnnxMl;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Node;
import dev.hebb.graph.Port;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Size;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Constant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Prints a graph as a GraphProto: a model's own, or an inner one, which a node of it runs.
 *
 * @param constants of the model, which has each once, whoever reads it
 * @param inner whether it is inner: its free lengths are those of what it is fed there, and its
 *     names must be such as nothing outside has
 */
record GraphPrinter(
    OnnxMl.GraphProto.Builder proto, Constants constants, Opset opset, boolean inner) {
  /**
   * The same graph under other names, values and nodes alike; what then has the same name is the
   * same.
   */
  static Graph renamed(Graph graph, UnaryOperator<String> name) {
    return new Graph(
        graph.name(),
        graph.inputs().stream().map(port -> renamed(port, name)).distinct().toList(),
        graph.params().stream()
            .map(param -> param.moved(name.apply(param.name()), param.initializer()))
            .toList(),
        graph.nodes().stream()
            .map(
                node ->
                    new Node(
                        name.apply(node.name()),
                        node.op(),
                        node.inputs().stream().map(name).toList(),
                        node.outputs().stream().map(value -> renamed(value, name)).toList()))
            .toList(),
        graph.outputs().stream().map(port -> renamed(port, name)).toList(),
        List.of());
  }

  private static Port renamed(Port port, UnaryOperator<String> name) {
    return new Port(name.apply(port.name()), renamed(port.value(), name), port.unit());
  }

  private static Value renamed(Value value, UnaryOperator<String> name) {
    return new Value(name.apply(value.name()), value.shape(), value.type());
  }

  /** What is fed. */
  void input(Port port) {
    proto.addInput(info(port));
  }

  /**
   * The nodes.
   *
   * @param outputs what is asked for: a computed value gets the name of its port (the first one, if
   *     it has several)
   * @param outside what is read from outside, and what it is called there
   * @return what each value is called
   */
  Map<String, String> nodes(Graph graph, List<Port> outputs, Map<String, String> outside) {
    Map<String, Value> values = graph.values();
    Map<String, String> names = new HashMap<>();
    values.keySet().forEach(value -> names.put(value, value));
    names.putAll(outside);
    names.putAll(ports(graph, outputs));
    Set<String> needed = new HashSet<>();
    graph.nodes().forEach(node -> needed.addAll(node.inputs()));
    outputs.forEach(port -> needed.add(port.value().name()));
    for (Node node : graph.nodes()) {
      Place place = new Place(proto, names, constants, values, opset, node, needed);
      node.op().accept(new NodePrinter(place));
    }
    return names;
  }

  // What is fed or written down keeps its name.
  private static Map<String, String> ports(Graph graph, List<Port> outputs) {
    Set<String> computed = new HashSet<>();
    for (Node node : graph.nodes()) {
      if (!(node.op() instanceof Constant)) {
        node.outputs().forEach(value -> computed.add(value.name()));
      }
    }
    Map<String, String> ports = new HashMap<>();
    for (Port port : outputs) {
      if (computed.contains(port.value().name())) {
        ports.putIfAbsent(port.value().name(), port.name());
      }
    }
    return ports;
  }

  /**
   * What is asked for.
   *
   * @param source what the value is called so far
   */
  void output(Port port, String source) {
    if (!source.equals(port.name())) {
      new NodeWriter(proto, port.name(), "Identity")
          .in(constants.param(source))
          .out(port.name())
          .done();
    } else {
      constants.param(source);
    }
    proto.addOutput(info(port));
  }

  private OnnxMl.ValueInfoProto info(Port port) {
    OnnxMl.TypeProto.Tensor.Builder tensor =
        OnnxMl.TypeProto.Tensor.newBuilder()
            .setElemType(ModelPrinter.type(port.value().type()))
            .setShape(shape(port.value().shape()));
    return OnnxMl.ValueInfoProto.newBuilder()
        .setName(port.name())
        .setType(OnnxMl.TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  private OnnxMl.TensorShapeProto shape(Shape shape) {
    OnnxMl.TensorShapeProto.Builder proto = OnnxMl.TensorShapeProto.newBuilder();
    for (Dim dim : shape.dims()) {
      OnnxMl.TensorShapeProto.Dimension.Builder axis =
          OnnxMl.TensorShapeProto.Dimension.newBuilder();
      if (dim.size() instanceof Size.Fixed fixed) {
        axis.setDimValue(fixed.value());
      } else if (!inner) {
        axis.setDimParam(dim.size().unpadded().toString());
      }
      proto.addDim(axis);
    }
    return proto.build();
  }
}

package dev.hebb.onnx;

import ai.onnx.proto.OnnxMl;
import dev.hebb.graph.DataType;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Model;
import dev.hebb.graph.Node;
import dev.hebb.graph.Port;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Size;
import dev.hebb.graph.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Prints a model as an ONNX ModelProto. The same model gives the same bytes. */
final class ModelPrinter {
  private final Model model;
  private final Opset opset;

  ModelPrinter(Model model, Opset opset) {
    this.model = new Model(model.graph().phase(false), model.weights(), model.notes());
    this.opset = opset;
  }

  /** The model with its own outputs. */
  OnnxMl.ModelProto model(Map<String, String> metadata) {
    return print(model.graph().outputs(), metadata);
  }

  /** The model with every inner value as an output, to find where it differs. */
  OnnxMl.ModelProto transparent() {
    return print(inner(), Map.of());
  }

  /** What the model is fed. */
  List<Port> inputs() {
    return model.graph().inputs();
  }

  /** What it puts out. */
  List<Port> outputs() {
    return model.graph().outputs();
  }

  /** Every value that an exported node computes, in order. */
  List<Port> inner() {
    return model.graph().nodes().stream()
        .flatMap(node -> node.outputs().stream())
        .map(Port::of)
        .toList();
  }

  private OnnxMl.ModelProto print(List<Port> outputs, Map<String, String> metadata) {
    Graph graph = model.graph();
    OnnxMl.GraphProto.Builder proto = OnnxMl.GraphProto.newBuilder().setName(graph.name());
    graph.inputs().forEach(port -> proto.addInput(info(port.name(), port.value())));
    Map<String, String> names = names(graph, outputs);
    Constants constants = new Constants(proto, model.weights());
    Map<String, Value> values = graph.values();
    Set<String> needed = new HashSet<>();
    graph.nodes().forEach(node -> needed.addAll(node.inputs()));
    outputs.forEach(port -> needed.add(port.value().name()));
    for (Node node : graph.nodes()) {
      Place place = new Place(proto, names, constants, values, opset, node, needed);
      node.op().accept(new NodePrinter(place));
    }
    for (Port port : outputs) {
      String source = names.get(port.value().name());
      if (!source.equals(port.name())) {
        constants.param(source);
        proto.addNode(
            OnnxMl.NodeProto.newBuilder()
                .setName(port.name())
                .setOpType("Identity")
                .addInput(source)
                .addOutput(port.name()));
      }
      proto.addOutput(info(port.name(), port.value()));
    }
    OnnxMl.ModelProto.Builder result =
        OnnxMl.ModelProto.newBuilder()
            .setIrVersion(opset.ir())
            .setProducerName("Hebb")
            .setProducerVersion("0.1.0")
            .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(opset.version()))
            .setGraph(proto);
    metadata.forEach(
        (key, value) ->
            result.addMetadataProps(
                OnnxMl.StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    return result.build();
  }

  // Values keep their names, but what is an output is named after its port (the first one, if it
  // has
  // several).
  private static Map<String, String> names(Graph graph, List<Port> outputs) {
    Map<String, String> names = new HashMap<>();
    graph.values().keySet().forEach(value -> names.put(value, value));
    Set<String> computed = new HashSet<>();
    graph.nodes().forEach(node -> node.outputs().forEach(value -> computed.add(value.name())));
    Set<String> renamed = new HashSet<>();
    for (Port port : outputs) {
      String value = port.value().name();
      if (computed.contains(value) && renamed.add(value)) {
        names.put(value, port.name());
      }
    }
    return names;
  }

  private static OnnxMl.ValueInfoProto info(String name, Value value) {
    OnnxMl.TypeProto.Tensor.Builder tensor =
        OnnxMl.TypeProto.Tensor.newBuilder()
            .setElemType(type(value.type()))
            .setShape(shape(value.shape()));
    return OnnxMl.ValueInfoProto.newBuilder()
        .setName(name)
        .setType(OnnxMl.TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  private static OnnxMl.TensorShapeProto shape(Shape shape) {
    OnnxMl.TensorShapeProto.Builder proto = OnnxMl.TensorShapeProto.newBuilder();
    for (Dim dim : shape.dims()) {
      OnnxMl.TensorShapeProto.Dimension.Builder axis =
          OnnxMl.TensorShapeProto.Dimension.newBuilder();
      if (dim.size() instanceof Size.Fixed fixed) {
        axis.setDimValue(fixed.value());
      } else {
        axis.setDimParam(dim.size().unpadded().toString());
      }
      proto.addDim(axis);
    }
    return proto.build();
  }

  static int type(DataType type) {
    return switch (type) {
      case FLOAT32 -> OnnxMl.TensorProto.DataType.FLOAT.getNumber();
      case FLOAT64 -> OnnxMl.TensorProto.DataType.DOUBLE.getNumber();
      case FLOAT16 -> OnnxMl.TensorProto.DataType.FLOAT16.getNumber();
      case INT64 -> OnnxMl.TensorProto.DataType.INT64.getNumber();
      case INT32 -> OnnxMl.TensorProto.DataType.INT32.getNumber();
      case UINT8 -> OnnxMl.TensorProto.DataType.UINT8.getNumber();
      case BOOL -> OnnxMl.TensorProto.DataType.BOOL.getNumber();
    };
  }
}

package dev.hebb.onnx;

import ai.onnx.proto.OnnxMl;
import dev.hebb.graph.DataType;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Model;
import dev.hebb.graph.Port;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Prints a model as an ONNX ModelProto. The same model gives the same bytes. */
final class ModelPrinter {
  private final Model model;
  private final Opset opset;
  private final UnaryOperator<OnnxMl.ModelProto> rewriting;

  ModelPrinter(Model model, Opset opset) {
    this(model, opset, printed -> printed);
  }

  /**
   * Rewrites what was printed.
   *
   * @param rewriting leaves the values that the model's own nodes put out as they are
   */
  ModelPrinter(Model model, Opset opset, UnaryOperator<OnnxMl.ModelProto> rewriting) {
    this.model = new Model(model.graph().phase(false), model.weights(), model.notes());
    this.opset = opset;
    this.rewriting = rewriting;
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

  /** All numbers that an exported node computes, in order. */
  List<Port> inner() {
    return model.graph().nodes().stream()
        .flatMap(node -> node.outputs().stream())
        .filter(value -> value.type() != DataType.BOOL)
        .map(Port::of)
        .toList();
  }

  private OnnxMl.ModelProto print(List<Port> outputs, Map<String, String> metadata) {
    Graph graph = model.graph();
    OnnxMl.GraphProto.Builder proto = OnnxMl.GraphProto.newBuilder().setName(graph.name());
    GraphPrinter printer =
        new GraphPrinter(proto, new Constants(proto, model.weights()), opset, false);
    graph.inputs().forEach(printer::input);
    Map<String, String> names = printer.nodes(graph, outputs, Map.of());
    outputs.forEach(port -> printer.output(port, names.get(port.value().name())));
    OnnxMl.ModelProto.Builder result =
        OnnxMl.ModelProto.newBuilder()
            .setIrVersion(opset.ir())
            .setProducerName("Hebb")
            .setProducerVersion("0.1.0")
            .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(opset.version()))
            .setGraph(proto);
    return noted(rewriting.apply(result.build()), metadata);
  }

  /** A model with these notes. */
  static OnnxMl.ModelProto noted(OnnxMl.ModelProto model, Map<String, String> metadata) {
    OnnxMl.ModelProto.Builder noted = model.toBuilder();
    metadata.forEach(
        (key, value) ->
            noted.addMetadataProps(
                OnnxMl.StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    return noted.build();
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

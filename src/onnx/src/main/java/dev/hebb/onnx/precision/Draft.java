package dev.hebb.onnx.precision;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A model's graph while its nodes are written anew, one after the other. Not thread-safe. */
final class Draft {
  static final int FLOAT = OnnxMl.TensorProto.DataType.FLOAT.getNumber();
  static final int FLOAT16 = OnnxMl.TensorProto.DataType.FLOAT16.getNumber();
  static final int INT8 = OnnxMl.TensorProto.DataType.INT8.getNumber();
  static final int UINT8 = OnnxMl.TensorProto.DataType.UINT8.getNumber();
  static final int INT32 = OnnxMl.TensorProto.DataType.INT32.getNumber();
  static final int INT64 = OnnxMl.TensorProto.DataType.INT64.getNumber();

  private final OnnxMl.ModelProto model;
  private final Map<String, OnnxMl.TensorProto> constants = new LinkedHashMap<>();
  private final Map<String, Integer> readers = new HashMap<>();
  private final List<OnnxMl.NodeProto> first = new ArrayList<>();
  private final List<OnnxMl.NodeProto> nodes = new ArrayList<>();
  private final Map<String, Long> dialects = new LinkedHashMap<>();

  Draft(OnnxMl.ModelProto model) {
    this.model = model;
    OnnxMl.GraphProto graph = model.getGraph();
    graph.getInitializerList().forEach(tensor -> constants.put(tensor.getName(), tensor));
    read(graph, readers);
  }

  private static void read(OnnxMl.GraphProto graph, Map<String, Integer> readers) {
    graph.getOutputList().forEach(output -> readers.merge(output.getName(), 1, Integer::sum));
    for (OnnxMl.NodeProto node : graph.getNodeList()) {
      node.getInputList().forEach(input -> readers.merge(input, 1, Integer::sum));
      node.getAttributeList().stream()
          .filter(OnnxMl.AttributeProto::hasG)
          .forEach(attribute -> read(attribute.getG(), readers));
    }
  }

  /** The nodes as they were. */
  List<OnnxMl.NodeProto> before() {
    return model.getGraph().getNodeList();
  }

  /** How many nodes read a value, within other graphs too, or give it out. */
  int readers(String value) {
    return readers.getOrDefault(value, 0);
  }

  /** What is fed. */
  Set<String> inputs() {
    Set<String> inputs = new HashSet<>();
    model.getGraph().getInputList().forEach(input -> inputs.add(input.getName()));
    return inputs;
  }

  /** A constant of floats, if that is what the name stands for. */
  Optional<OnnxMl.TensorProto> weight(String name) {
    return Optional.ofNullable(constants.get(name)).filter(each -> each.getDataType() == FLOAT);
  }

  /** Keeps a constant, and gives back its name. */
  String constant(OnnxMl.TensorProto tensor) {
    constants.put(tensor.getName(), tensor);
    return tensor.getName();
  }

  /** One number, without an axis. */
  String scalar(String name, float value) {
    return constant(tensor(name, new float[] {value}));
  }

  /** Nothing has that name any more. */
  void remove(String constant) {
    constants.remove(constant);
  }

  /** Writes a node. */
  void add(OnnxMl.NodeProto node) {
    nodes.add(node);
  }

  /** Writes a node. */
  void add(OnnxMl.NodeProto.Builder node) {
    add(node.build());
  }

  /** Writes nodes before all others. */
  void addFirst(OnnxMl.NodeProto.Builder... before) {
    Arrays.stream(before).map(OnnxMl.NodeProto.Builder::build).forEach(first::add);
  }

  /** The nodes that were written. */
  List<OnnxMl.NodeProto> written() {
    return List.copyOf(nodes);
  }

  /** Operators of another set are used too. */
  void speak(String domain, long version) {
    dialects.put(domain, version);
  }

  /** The model with the nodes that were written, and the constants that they read. */
  OnnxMl.ModelProto done() {
    OnnxMl.GraphProto.Builder graph =
        model.getGraph().toBuilder()
            .clearNode()
            .clearInitializer()
            .addAllNode(first)
            .addAllNode(nodes);
    Map<String, Integer> read = new HashMap<>();
    read(graph.build(), read);
    constants.values().stream()
        .filter(tensor -> read.containsKey(tensor.getName()))
        .forEach(graph::addInitializer);
    OnnxMl.ModelProto.Builder done = model.toBuilder().setGraph(graph);
    dialects.forEach(
        (domain, version) ->
            done.addOpsetImport(
                OnnxMl.OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(version)));
    return done.build();
  }

  /** Whether a node belongs to one of these layers. */
  static boolean of(OnnxMl.NodeProto node, List<String> layers) {
    return layers.stream()
        .anyMatch(layer -> node.getName().equals(layer) || node.getName().startsWith(layer + "/"));
  }

  /** How many numbers. */
  static long size(OnnxMl.TensorProto tensor) {
    return tensor.getDimsList().stream().reduce(1L, Math::multiplyExact);
  }

  static OnnxMl.NodeProto.Builder node(
      String operator, String name, List<String> inputs, String... outputs) {
    return OnnxMl.NodeProto.newBuilder()
        .setOpType(operator)
        .setName(name)
        .addAllInput(inputs)
        .addAllOutput(Arrays.asList(outputs));
  }

  static OnnxMl.AttributeProto attribute(String name, long value) {
    return OnnxMl.AttributeProto.newBuilder()
        .setName(name)
        .setType(OnnxMl.AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  static float[] floats(OnnxMl.TensorProto tensor) {
    ByteBuffer bytes = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return values;
  }

  static OnnxMl.TensorProto tensor(String name, float[] values, long... dims) {
    ByteBuffer bytes = bytes(values.length * Float.BYTES);
    bytes.asFloatBuffer().put(values);
    return tensor(name, FLOAT, bytes, dims);
  }

  static OnnxMl.TensorProto tensor(String name, int[] values, long... dims) {
    ByteBuffer bytes = bytes(values.length * Integer.BYTES);
    bytes.asIntBuffer().put(values);
    return tensor(name, INT32, bytes, dims);
  }

  static OnnxMl.TensorProto tensor(String name, long[] values, long... dims) {
    ByteBuffer bytes = bytes(values.length * Long.BYTES);
    bytes.asLongBuffer().put(values);
    return tensor(name, INT64, bytes, dims);
  }

  static OnnxMl.TensorProto tensor(String name, int type, byte[] values, long... dims) {
    return tensor(name, type, ByteBuffer.wrap(values), dims);
  }

  private static OnnxMl.TensorProto tensor(String name, int type, ByteBuffer raw, long... dims) {
    OnnxMl.TensorProto.Builder tensor =
        OnnxMl.TensorProto.newBuilder()
            .setName(name)
            .setDataType(type)
            .setRawData(ByteString.copyFrom(raw));
    Arrays.stream(dims).forEach(tensor::addDims);
    return tensor.build();
  }

  private static ByteBuffer bytes(int count) {
    return ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
  }
}

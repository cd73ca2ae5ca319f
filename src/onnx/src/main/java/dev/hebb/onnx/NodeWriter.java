package dev.hebb.onnx;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import java.util.List;

/** One NodeProto, written fluently. */
final class NodeWriter {
  private final OnnxMl.GraphProto.Builder graph;
  private final OnnxMl.NodeProto.Builder node;

  NodeWriter(OnnxMl.GraphProto.Builder graph, String name, String operator) {
    this.graph = graph;
    this.node = OnnxMl.NodeProto.newBuilder().setName(name).setOpType(operator);
  }

  NodeWriter in(String value) {
    node.addInput(value);
    return this;
  }

  NodeWriter out(String value) {
    node.addOutput(value);
    return this;
  }

  NodeWriter attribute(String name, long value) {
    node.addAttribute(named(name, OnnxMl.AttributeProto.AttributeType.INT).setI(value));
    return this;
  }

  NodeWriter attribute(String name, double value) {
    node.addAttribute(named(name, OnnxMl.AttributeProto.AttributeType.FLOAT).setF((float) value));
    return this;
  }

  NodeWriter attribute(String name, String value) {
    node.addAttribute(
        named(name, OnnxMl.AttributeProto.AttributeType.STRING)
            .setS(ByteString.copyFromUtf8(value)));
    return this;
  }

  NodeWriter attribute(String name, OnnxMl.GraphProto value) {
    node.addAttribute(named(name, OnnxMl.AttributeProto.AttributeType.GRAPH).setG(value));
    return this;
  }

  NodeWriter longs(String name, List<Integer> values) {
    OnnxMl.AttributeProto.Builder attribute = named(name, OnnxMl.AttributeProto.AttributeType.INTS);
    values.forEach(attribute::addInts);
    node.addAttribute(attribute);
    return this;
  }

  NodeWriter floats(String name, List<Double> values) {
    OnnxMl.AttributeProto.Builder attribute =
        named(name, OnnxMl.AttributeProto.AttributeType.FLOATS);
    values.forEach(value -> attribute.addFloats(value.floatValue()));
    node.addAttribute(attribute);
    return this;
  }

  NodeWriter strings(String name, List<String> values) {
    OnnxMl.AttributeProto.Builder attribute =
        named(name, OnnxMl.AttributeProto.AttributeType.STRINGS);
    values.forEach(value -> attribute.addStrings(ByteString.copyFromUtf8(value)));
    node.addAttribute(attribute);
    return this;
  }

  private static OnnxMl.AttributeProto.Builder named(
      String name, OnnxMl.AttributeProto.AttributeType type) {
    return OnnxMl.AttributeProto.newBuilder().setName(name).setType(type);
  }

  /** Adds the node to the graph. */
  Void done() {
    graph.addNode(node);
    return null;
  }
}

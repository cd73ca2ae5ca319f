package dev.hebb.cli.hostile;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/** What can be done to a model that is still a model to a parser. */
final class OnnxDamage {
  private static final long[] LENGTHS = {
    0, -1, 1, 2, 1_000_003, Integer.MAX_VALUE, 1L << 32, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE
  };
  private static final List<String> PLACES =
      List.of(
          "../../etc/passwd",
          "/etc/passwd",
          "/proc/self/environ",
          "/dev/zero",
          "..",
          ".",
          "",
          "a/../../b",
          "file:///etc/passwd",
          "C:\\Windows\\win.ini",
          "m.onnx");
  private static final List<String> OPERATORS =
      List.of(
          "Loop",
          "If",
          "Scan",
          "ConstantOfShape",
          "Expand",
          "Tile",
          "Range",
          "Reshape",
          "Gather",
          "Resize",
          "Pad",
          "Conv",
          "LSTM",
          "Cast",
          "Nope");
  private static final List<String> TYPES_OF_NOTES =
      List.of(
          "hebb.version",
          "hebb.golden.count",
          "hebb.golden.tolerance",
          "hebb.golden.0.dims",
          "hebb.dim.time",
          "hebb.dim.batch",
          "hebb.limit.input",
          "hebb.text.input",
          "hebb.labels.dense",
          "hebb.unit.input");

  private final ModelProto.Builder model;
  private final GraphProto.Builder graph;
  private final SplittableRandom random;

  private OnnxDamage(ModelProto model, SplittableRandom random) {
    this.model = model.toBuilder();
    this.graph = this.model.getGraphBuilder();
    this.random = random;
  }

  /** A damaged model; as Hebb's, with its digest made anew, or as that of somebody else. */
  static byte[] of(byte[] file, SplittableRandom random) {
    try {
      OnnxDamage damage = new OnnxDamage(ModelProto.parseFrom(file), random);
      boolean foreign = random.nextBoolean();
      damage.strip(foreign);
      for (int i = random.nextInt(3); i >= 0; i--) {
        damage.change();
      }
      byte[] bytes = damage.model.build().toByteArray();
      return foreign ? bytes : sealed(bytes);
    } catch (InvalidProtocolBufferException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private void strip(boolean foreign) {
    for (int i = model.getMetadataPropsCount() - 1; i >= 0; i--) {
      if (foreign || model.getMetadataProps(i).getKey().equals("hebb.sha256")) {
        model.removeMetadataProps(i);
      }
    }
    if (foreign) {
      model.setProducerName("somebody");
    }
  }

  private void change() {
    switch (random.nextInt(14)) {
      case 0 -> lengths();
      case 1 -> circle();
      case 2 -> nest(random.nextInt(1, 300));
      case 3 -> elsewhere();
      case 4 -> fed();
      case 5 -> operator();
      case 6 -> note();
      case 7 -> graph.addNode(graph.getNode(random.nextInt(graph.getNodeCount())));
      case 8 -> graph.removeNode(random.nextInt(graph.getNodeCount()));
      case 9 -> attribute();
      case 10 -> type();
      case 11 -> model.setIrVersion(number());
      case 12 -> model.getOpsetImportBuilder(0).setVersion(random.nextInt(-1, 40));
      default -> raw();
    }
    if (graph.getNodeCount() == 0) {
      graph.addNode(NodeProto.newBuilder().setOpType("Identity").addInput("x").addOutput("y"));
    }
  }

  private long number() {
    return LENGTHS[random.nextInt(LENGTHS.length)];
  }

  private NodeProto.Builder node() {
    return graph.getNodeBuilder(random.nextInt(graph.getNodeCount()));
  }

  private boolean weightless() {
    return graph.getInitializerCount() == 0;
  }

  private TensorProto.Builder weight() {
    return graph.getInitializerBuilder(random.nextInt(graph.getInitializerCount()));
  }

  private void lengths() {
    if (weightless()) {
      return;
    }
    TensorProto.Builder weight = weight();
    if (weight.getDimsCount() > 0 && random.nextBoolean()) {
      weight.setDims(random.nextInt(weight.getDimsCount()), number());
    } else {
      weight.addDims(number());
    }
    if (random.nextBoolean()) {
      weight.clearRawData();
    }
  }

  private void circle() {
    NodeProto.Builder node = node();
    if (node.getInputCount() > 0 && node.getOutputCount() > 0) {
      NodeProto other = graph.getNode(random.nextInt(graph.getNodeCount()));
      node.setInput(0, other.getOutputCount() > 0 ? other.getOutput(0) : node.getOutput(0));
    }
  }

  private void nest(int deep) {
    GraphProto inner = GraphProto.newBuilder().setName("inner").build();
    for (int i = 0; i < deep; i++) {
      NodeProto.Builder branch =
          NodeProto.newBuilder().setOpType("If").addInput("c").addOutput("o");
      for (String name : List.of("then_branch", "else_branch").subList(0, i % 60 == 0 ? 2 : 1)) {
        branch.addAttribute(
            AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.GRAPH)
                .setG(inner));
      }
      inner = GraphProto.newBuilder().setName("inner").addNode(branch).build();
    }
    graph.addAllNode(inner.getNodeList());
  }

  private void elsewhere() {
    if (weightless()) {
      return;
    }
    TensorProto.Builder weight = weight().clearRawData();
    weight.setDataLocation(TensorProto.DataLocation.EXTERNAL);
    String place = PLACES.get(random.nextInt(PLACES.size()));
    weight.addExternalData(entry("location", place));
    weight.addExternalData(entry("offset", Long.toString(number())));
    weight.addExternalData(entry("length", Long.toString(number())));
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }

  private void fed() {
    TensorShapeProto.Builder shape =
        (random.nextBoolean() ? graph.getInputBuilder(0) : graph.getOutputBuilder(0))
            .getTypeBuilder()
            .getTensorTypeBuilder()
            .getShapeBuilder();
    if (shape.getDimCount() > 0) {
      shape.getDimBuilder(random.nextInt(shape.getDimCount())).setDimValue(number());
    }
  }

  private void operator() {
    node().setOpType(OPERATORS.get(random.nextInt(OPERATORS.size())));
  }

  private void note() {
    String key = TYPES_OF_NOTES.get(random.nextInt(TYPES_OF_NOTES.size()));
    String value =
        switch (random.nextInt(5)) {
          case 0 -> "batch=2000000000,time=2000000000";
          case 1 -> "\u0000\n\\u00";
          case 2 -> "a\n".repeat(10_000);
          default -> Long.toString(number());
        };
    for (int i = 0; i < model.getMetadataPropsCount(); i++) {
      if (model.getMetadataProps(i).getKey().equals(key)) {
        model.setMetadataProps(i, entry(key, value));
        return;
      }
    }
    model.addMetadataProps(entry(key, value));
  }

  private void attribute() {
    NodeProto.Builder node = node();
    if (node.getAttributeCount() > 0) {
      AttributeProto.Builder attribute =
          node.getAttributeBuilder(random.nextInt(node.getAttributeCount()));
      attribute.setI(number());
      if (attribute.getIntsCount() > 0) {
        attribute.setInts(random.nextInt(attribute.getIntsCount()), number());
      }
    }
  }

  private void type() {
    if (!weightless()) {
      weight().setDataType(random.nextInt(-1, 30));
    }
  }

  private void raw() {
    if (!weightless()) {
      byte[] noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      weight().setRawData(ByteString.copyFrom(noise));
    }
  }

  private static byte[] sealed(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      ModelProto last =
          ModelProto.newBuilder()
              .addMetadataProps(entry("hebb.sha256", HexFormat.of().formatHex(digest)))
              .build();
      return ByteString.copyFrom(content).concat(last.toByteString()).toByteArray();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

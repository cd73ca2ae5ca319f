package dev.hebb.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl;
import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights that lie beside a file are read; nothing outside of its folder is. */
class ExternalDataTest {
  @TempDir private Path root;
  private Path folder;

  @BeforeEach
  void secrets() throws IOException {
    folder = Files.createDirectories(root.resolve("model"));
    ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putFloat(3).putFloat(5);
    Files.write(root.resolve("secret.bin"), bytes.array());
    Files.write(folder.resolve("weights.bin"), bytes.array());
    Files.createDirectories(folder.resolve("sub"));
    Files.write(folder.resolve("sub/weights.bin"), bytes.array());
    Files.createSymbolicLink(folder.resolve("link.bin"), root.resolve("secret.bin"));
    Files.createSymbolicLink(folder.resolve("up"), root);
  }

  private static TensorProto external(String location) {
    return TensorProto.newBuilder()
        .setName("w")
        .setDataType(ModelBuilder.FLOAT)
        .addDims(2)
        .setDataLocation(TensorProto.DataLocation.EXTERNAL)
        .addExternalData(StringStringEntryProto.newBuilder().setKey("location").setValue(location))
        .build();
  }

  /** The three places where a tensor may stand. */
  private enum Place {
    INITIALIZER,
    CONSTANT,
    BRANCH
  }

  private Path file(String location, Place place) throws IOException {
    byte[] bytes =
        new ModelBuilder()
            .input("x", ModelBuilder.FLOAT, 2)
            .output("y", ModelBuilder.FLOAT, 2)
            .node("Add", List.of("x", "w"), "y")
            .bytes();
    ModelProto.Builder model = ModelProto.parseFrom(bytes).toBuilder();
    GraphProto.Builder graph = model.getGraphBuilder();
    TensorProto weights = external(location);
    switch (place) {
      case INITIALIZER -> graph.addInitializer(weights);
      case CONSTANT -> graph.addNode(0, constant(weights, "w"));
      case BRANCH -> {
        GraphProto branch =
            GraphProto.newBuilder()
                .setName("branch")
                .addInitializer(weights.toBuilder().setName("inner"))
                .addNode(
                    NodeProto.newBuilder().setOpType("Identity").addInput("inner").addOutput("out"))
                .addOutput(OnnxMl.ValueInfoProto.newBuilder().setName("out"))
                .build();
        graph.addNode(
            0,
            NodeProto.newBuilder()
                .setOpType("If")
                .addInput("yes")
                .addOutput("w")
                .addAttribute(attribute("then_branch").setG(branch))
                .addAttribute(attribute("else_branch").setG(branch)));
        graph.addInitializer(
            TensorProto.newBuilder()
                .setName("yes")
                .setDataType(TensorProto.DataType.BOOL.getNumber())
                .addInt32Data(1));
      }
    }
    return ModelBuilder.write(folder.resolve("m.onnx"), model.build().toByteArray());
  }

  private static AttributeProto.Builder attribute(String name) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.GRAPH);
  }

  private static NodeProto constant(TensorProto tensor, String output) {
    return NodeProto.newBuilder()
        .setOpType("Constant")
        .addOutput(output)
        .addAttribute(
            AttributeProto.newBuilder()
                .setName("value")
                .setType(AttributeProto.AttributeType.TENSOR)
                .setT(tensor))
        .build();
  }

  @Test
  void weightsBesideTheFileAreRead() throws IOException {
    for (Place place : Place.values()) {
      for (String location : List.of("weights.bin", "sub/weights.bin", "sub/../weights.bin")) {
        try (Predictor predictor = Predictor.open(file(location, place))) {
          predictor.input().put(0, new float[] {1});
          predictor.run();
          assertThat(predictor.output().get(0)).as("%s %s", place, location).isEqualTo(4);
        }
      }
    }
  }

  @Test
  void nothingOutsideOfTheFolderIs() throws IOException {
    List<String> locations =
        List.of(
            "../secret.bin",
            "sub/../../secret.bin",
            root.resolve("secret.bin").toString(),
            "link.bin",
            "up/secret.bin",
            "/etc/passwd",
            "/dev/zero",
            ".",
            "",
            "none.bin");
    for (Place place : Place.values()) {
      for (String location : locations) {
        assertThatThrownBy(() -> Predictor.open(file(location, place)))
            .as("%s \"%s\"", place, location)
            .isInstanceOf(PredictorException.class)
            .hasMessageStartingWith("m.onnx: is not a model that can be loaded (ONNX Runtime ");
      }
    }
  }
}

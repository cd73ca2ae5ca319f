package dev.hebb.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import dev.hebb.graph.FormatException;
import dev.hebb.graph.Port;
import dev.hebb.graph.Tensor;
import dev.hebb.onnx.in.OnnxModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a file is said with file, node and operator; lengths may be said later. */
class ReadErrorsTest {
  @TempDir Path folder;

  private static OnnxMl.ValueInfoProto info(String name, Object... dims) {
    OnnxMl.TensorShapeProto.Builder shape = OnnxMl.TensorShapeProto.newBuilder();
    for (Object dim : dims) {
      OnnxMl.TensorShapeProto.Dimension.Builder each =
          OnnxMl.TensorShapeProto.Dimension.newBuilder();
      shape.addDim(
          dim instanceof Integer length ? each.setDimValue(length) : each.setDimParam("" + dim));
    }
    return OnnxMl.ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            OnnxMl.TypeProto.newBuilder()
                .setTensorType(
                    OnnxMl.TypeProto.Tensor.newBuilder()
                        .setElemType(OnnxMl.TensorProto.DataType.FLOAT.getNumber())
                        .setShape(shape)))
        .build();
  }

  private static OnnxMl.NodeProto.Builder node(String op, String output, String... inputs) {
    return OnnxMl.NodeProto.newBuilder()
        .setName("the " + op)
        .setOpType(op)
        .addOutput(output)
        .addAllInput(List.of(inputs));
  }

  private OnnxModel read(OnnxMl.GraphProto.Builder graph) {
    return read(graph, 17);
  }

  private OnnxModel read(OnnxMl.GraphProto.Builder graph, long opset) {
    Path file = folder.resolve("n.onnx");
    OnnxMl.ModelProto model =
        OnnxMl.ModelProto.newBuilder()
            .setGraph(graph.setName("n"))
            .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(opset))
            .addMetadataProps(
                OnnxMl.StringStringEntryProto.newBuilder().setKey("author").setValue("somebody"))
            .build();
    try {
      Files.write(file, model.toByteArray());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return Onnx.read(file);
  }

  private static OnnxMl.GraphProto.Builder graph(OnnxMl.NodeProto.Builder... nodes) {
    OnnxMl.GraphProto.Builder graph = OnnxMl.GraphProto.newBuilder();
    graph.addInput(info("x", "rows", 3, "width"));
    for (OnnxMl.NodeProto.Builder node : nodes) {
      graph.addNode(node);
    }
    return graph.addOutput(info("y"));
  }

  private void refused(OnnxMl.GraphProto.Builder graph, String message) {
    assertThatThrownBy(() -> read(graph).model())
        .isInstanceOf(FormatException.class)
        .hasMessage(folder.resolve("n.onnx") + ": " + message);
  }

  @Test
  void anOperatorThatIsNotRead() {
    refused(
        graph(node("NonMaxSuppression", "y", "x")),
        "node \"the NonMaxSuppression\" (NonMaxSuppression): this operator is not supported. Cut the"
            + " graph before it: upTo(\"value or node\").");
    refused(
        graph(node("Relu", "y", "x").setDomain("com.microsoft")),
        "node \"the Relu\" (com.microsoft.Relu): this operator is not supported. Cut the graph before"
            + " it: upTo(\"value or node\").");
  }

  @Test
  void whatIsBehindACutIsNotLookedAt() {
    OnnxMl.GraphProto.Builder graph =
        graph(node("Relu", "r", "x"), node("NonMaxSuppression", "y", "r"));
    for (String place : List.of("r", "the Relu")) {
      assertThat(read(graph).upTo(place).graph().outputs())
          .extracting(Port::name)
          .containsExactly("r");
    }
    assertThatThrownBy(() -> read(graph).upTo("s").graph())
        .hasMessage(
            folder.resolve("n.onnx")
                + ": expected a value or a node named \"s\", got none. Look them up in the file's"
                + " summary().");
  }

  @Test
  void aCircle() {
    refused(
        graph(node("Add", "a", "x", "b"), node("Relu", "b", "a"), node("Relu", "y", "b")),
        "node \"the Add\" (Add): expected \"b\" to be made before it is read, got it nowhere or"
            + " later. Write the file again: its nodes stand in a circle or in disorder.");
    refused(
        graph(node("Relu", "y", "x"), node("Relu", "y", "x")),
        "node \"the Relu\" (Relu): expected each value to be made once, got \"y\" twice. Write the"
            + " file again.");
  }

  @Test
  void aChainThatIsVeryLongIsNoDanger() {
    OnnxMl.NodeProto.Builder[] nodes = new OnnxMl.NodeProto.Builder[20_000];
    for (int i = 0; i < nodes.length; i++) {
      String output = i == nodes.length - 1 ? "y" : "v" + i;
      nodes[i] = node("Identity", output, i == 0 ? "x" : "v" + (i - 1)).setName("");
    }
    assertThat(read(graph(nodes)).graph().outputs().get(0).value().name()).isEqualTo("x");
  }

  @Test
  void aShapeThatIsFedIsWrittenDown() {
    OnnxMl.GraphProto.Builder graph = graph(node("Reshape", "y", "x", "shape"));
    graph.addInput(info("shape", 2));
    refused(
        graph,
        "node \"the Reshape\" (Reshape): expected input 1, \"shape\", to be written in the file, got"
            + " one that depends on [shape]. Say what that is: constant(\"shape\", tensor).");
    OnnxModel known =
        read(graph).constant("shape", Tensor.of(new long[] {0, -1}, 2)).dim("width", 4);
    assertThat(known.graph().outputs().get(0).value().shape()).hasToString("[rows, features=12]");
  }

  @Test
  void aLengthThatIsNotKnown() {
    OnnxMl.GraphProto.Builder graph =
        graph(
            node("Split", "y", "x")
                .addOutput("z")
                .addAttribute(
                    OnnxMl.AttributeProto.newBuilder()
                        .setName("axis")
                        .setType(OnnxMl.AttributeProto.AttributeType.INT)
                        .setI(2)));
    refused(
        graph,
        "node \"the Split\" (Split): expected a fixed length of axis 2, got [rows, d1=3, width]. Say"
            + " how long it is: dim(\"width\", length).");
    assertThat(read(graph).dim("width", 8).graph().outputs().get(0).value().shape())
        .hasToString("[rows, d1=3, width=4]");
    assertThatThrownBy(() -> read(graph).dim("depth", 8).graph())
        .hasMessage(
            folder.resolve("n.onnx")
                + ": expected a name among its free axes [rows, width], got [depth]. Name one of them.");
  }

  @Test
  void weightsThatAreNotThere() {
    OnnxMl.TensorProto.Builder tensor =
        OnnxMl.TensorProto.newBuilder()
            .setName("w")
            .setDataType(OnnxMl.TensorProto.DataType.FLOAT.getNumber())
            .addDims(1L << 40)
            .setRawData(ByteString.copyFrom(new byte[8]));
    refused(
        graph(node("Mul", "y", "x", "w")).addInitializer(tensor),
        "initializer \"w\": expected lengths that a tensor can have, got [1099511627776]. Copy the"
            + " file again.");
    refused(
        graph(node("Mul", "y", "x", "w")).addInitializer(tensor.clearDims().addDims(3)),
        "initializer \"w\": expected 3 numbers for [3], got 2. Copy the file again, it is damaged.");
    refused(
        graph(node("Mul", "y", "x", "w"))
            .addInitializer(tensor.setDataLocation(OnnxMl.TensorProto.DataLocation.EXTERNAL)),
        "initializer \"w\": expected all numbers within the file, got them in another one. Save the"
            + " model as one file.");
  }

  @Test
  void aVersionThatIsTooNew() {
    assertThatThrownBy(() -> read(graph(node("Relu", "y", "x")), 99))
        .hasMessage(
            folder.resolve("n.onnx")
                + ": expected operators of version 1 to 22, got 99. Write it with another opset.");
  }

  @Test
  void whatTheFileSaysBesideTheGraphStays() throws IOException {
    OnnxModel read = read(graph(node("Relu", "y", "x")));
    assertThat(read.metadata()).isEqualTo(Map.of("author", "somebody"));
    Path again = folder.resolve("again.onnx");
    Onnx.export(read.model()).to(again);
    assertThat(Onnx.read(again).metadata()).containsEntry("author", "somebody");
    assertThat(Onnx.read(again).model().notes()).isEqualTo(read.model().notes());
  }
}

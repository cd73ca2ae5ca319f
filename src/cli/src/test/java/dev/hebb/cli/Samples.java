package dev.hebb.cli;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Small ONNX files as somebody else would write them. */
final class Samples {
  private static final int FLOAT = 1;
  private static final int BYTE = 2;
  private static final int LONG = 7;

  private Samples() {}

  /** y = relu(x · w + b), with a weight other than the rest in the middle. */
  static OnnxMl.ModelProto.Builder dense(float middle) {
    OnnxMl.GraphProto.Builder graph =
        OnnxMl.GraphProto.newBuilder()
            .setName("foreign")
            .addInput(value("x", "rows", 3))
            .addOutput(value("y", "rows", 2))
            .addValueInfo(value("sum", "rows", 2))
            .addInitializer(tensor("w", List.of(3L, 2L), 1, 2, middle, 4, 5, 6))
            .addInitializer(tensor("b", List.of(2L), 0.5f, -0.5f))
            .addNode(node("MatMul", "times", List.of("x", "w"), "product"))
            .addNode(node("Add", "plus", List.of("product", "b"), "sum"))
            .addNode(node("Relu", "", List.of("sum"), "y"));
    return OnnxMl.ModelProto.newBuilder()
        .setIrVersion(8)
        .setProducerName("somebody")
        .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(17))
        .setGraph(graph);
  }

  /** The mean of all bytes of a picture of any size. */
  static OnnxMl.ModelProto.Builder brightness() {
    OnnxMl.TensorShapeProto.Builder shape = OnnxMl.TensorShapeProto.newBuilder();
    shape.addDimBuilder().setDimParam("batch");
    shape.addDimBuilder().setDimParam("height");
    shape.addDimBuilder().setDimParam("width");
    shape.addDimBuilder().setDimValue(3);
    OnnxMl.GraphProto.Builder graph =
        OnnxMl.GraphProto.newBuilder()
            .setName("brightness")
            .addInput(
                OnnxMl.ValueInfoProto.newBuilder()
                    .setName("picture")
                    .setType(
                        OnnxMl.TypeProto.newBuilder()
                            .setTensorType(
                                OnnxMl.TypeProto.Tensor.newBuilder()
                                    .setElemType(BYTE)
                                    .setShape(shape))))
            .addOutput(value("mean", "batch", 1))
            .addInitializer(
                OnnxMl.TensorProto.newBuilder()
                    .setName("shape")
                    .setDataType(LONG)
                    .addDims(2)
                    .addAllInt64Data(List.of(-1L, 1L)))
            .addNode(
                node("Cast", "floats", List.of("picture"), "numbers").toBuilder()
                    .addAttribute(
                        OnnxMl.AttributeProto.newBuilder()
                            .setName("to")
                            .setType(OnnxMl.AttributeProto.AttributeType.INT)
                            .setI(FLOAT)))
            .addNode(
                node("ReduceMean", "average", List.of("numbers"), "one").toBuilder()
                    .addAttribute(
                        OnnxMl.AttributeProto.newBuilder()
                            .setName("axes")
                            .setType(OnnxMl.AttributeProto.AttributeType.INTS)
                            .addAllInts(List.of(1L, 2L, 3L))))
            .addNode(node("Reshape", "row", List.of("one", "shape"), "mean"));
    return OnnxMl.ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(17))
        .setGraph(graph);
  }

  static OnnxMl.NodeProto node(
      String operator, String name, List<String> inputs, String... outputs) {
    return OnnxMl.NodeProto.newBuilder()
        .setOpType(operator)
        .setName(name)
        .addAllInput(inputs)
        .addAllOutput(List.of(outputs))
        .build();
  }

  /** {@code [symbol, columns]} of floats. */
  static OnnxMl.ValueInfoProto value(String name, String symbol, long columns) {
    OnnxMl.TensorShapeProto.Builder shape = OnnxMl.TensorShapeProto.newBuilder();
    shape.addDimBuilder().setDimParam(symbol);
    shape.addDimBuilder().setDimValue(columns);
    return OnnxMl.ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            OnnxMl.TypeProto.newBuilder()
                .setTensorType(
                    OnnxMl.TypeProto.Tensor.newBuilder().setElemType(FLOAT).setShape(shape)))
        .build();
  }

  static OnnxMl.TensorProto tensor(String name, List<Long> dims, float... numbers) {
    ByteBuffer raw =
        ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(numbers);
    return OnnxMl.TensorProto.newBuilder()
        .setName(name)
        .setDataType(FLOAT)
        .addAllDims(dims)
        .setRawData(ByteString.copyFrom(raw))
        .build();
  }

  static Path write(Path path, OnnxMl.ModelProto.Builder model) {
    try {
      return Files.write(path, model.build().toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

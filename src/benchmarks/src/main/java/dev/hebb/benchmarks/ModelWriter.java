package dev.hebb.benchmarks;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Writes a small ONNX file with random weights, as any other tool would. */
final class ModelWriter {
  private static final int FLOAT = TensorProto.DataType.FLOAT.getNumber();
  private static final int INT64 = TensorProto.DataType.INT64.getNumber();
  private static final float SCALE = 0.2f;

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("bench");
  private final Random random = new Random(1);

  /** A dimension is a number or a symbol. */
  ModelWriter input(String name, Object... dims) {
    graph.addInput(value(name, dims));
    return this;
  }

  ModelWriter output(String name, Object... dims) {
    graph.addOutput(value(name, dims));
    return this;
  }

  ModelWriter weights(String name, long... dims) {
    TensorProto.Builder tensor = tensor(name, FLOAT, dims);
    long length = Arrays.stream(dims).reduce(1, (a, b) -> a * b);
    for (long i = 0; i < length; i++) {
      tensor.addFloatData(SCALE * (float) random.nextGaussian());
    }
    graph.addInitializer(tensor);
    return this;
  }

  ModelWriter axis(String name, long axis) {
    graph.addInitializer(tensor(name, INT64, 1).addInt64Data(axis));
    return this;
  }

  /** An output that nobody reads is "". */
  ModelWriter node(
      String op, List<String> inputs, List<String> outputs, AttributeProto... attributes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(op)
            .addAllInput(inputs)
            .addAllOutput(outputs)
            .addAllAttribute(List.of(attributes)));
    return this;
  }

  static AttributeProto integer(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  static AttributeProto integers(String name, Long... values) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INTS)
        .addAllInts(List.of(values))
        .build();
  }

  /** A temporary file, gone when the process is. */
  Path write() {
    ModelProto model =
        ModelProto.newBuilder()
            .setIrVersion(8)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
            .setGraph(graph)
            .build();
    try {
      Path file = Files.createTempFile("bench", ".onnx");
      file.toFile().deleteOnExit();
      return Files.write(file, model.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TensorProto.Builder tensor(String name, int type, long... dims) {
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(type)
        .addAllDims(Arrays.stream(dims).boxed().toList());
  }

  private static ValueInfoProto value(String name, Object... dims) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (Object dim : dims) {
      shape.addDim(
          dim instanceof Integer size
              ? TensorShapeProto.Dimension.newBuilder().setDimValue(size)
              : TensorShapeProto.Dimension.newBuilder().setDimParam(dim.toString()));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(TypeProto.Tensor.newBuilder().setElemType(FLOAT).setShape(shape)))
        .build();
  }
}

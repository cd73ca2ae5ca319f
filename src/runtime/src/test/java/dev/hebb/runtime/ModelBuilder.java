package dev.hebb.runtime;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Writes small ONNX files the way the exporter does, and the way others do. */
public final class ModelBuilder {
  public static final int FLOAT = TensorProto.DataType.FLOAT.getNumber();
  public static final int INT64 = TensorProto.DataType.INT64.getNumber();
  public static final int INT32 = TensorProto.DataType.INT32.getNumber();

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("test");
  private final ModelProto.Builder model =
      ModelProto.newBuilder()
          .setIrVersion(8)
          .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17));

  /** A dimension is a number, a symbol, or "?" for one without a name. */
  public ModelBuilder input(String name, int type, Object... dims) {
    graph.addInput(value(name, type, dims));
    return this;
  }

  public ModelBuilder output(String name, int type, Object... dims) {
    graph.addOutput(value(name, type, dims));
    return this;
  }

  public ModelBuilder floats(String name, float[] values, long... dims) {
    graph.addInitializer(
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(FLOAT)
            .addAllDims(Arrays.stream(dims).boxed().toList())
            .setRawData(ByteString.copyFrom(raw(values))));
    return this;
  }

  public ModelBuilder longs(String name, long... values) {
    graph.addInitializer(
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(INT64)
            .addDims(values.length)
            .addAllInt64Data(Arrays.stream(values).boxed().toList()));
    return this;
  }

  public ModelBuilder node(
      String op, List<String> inputs, String output, AttributeProto... attributes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(op)
            .addAllInput(inputs)
            .addOutput(output)
            .addAllAttribute(List.of(attributes)));
    return this;
  }

  /** An output that is a list of tensors. */
  public ModelBuilder sequence(String name, int type) {
    TypeProto tensor =
        TypeProto.newBuilder()
            .setTensorType(TypeProto.Tensor.newBuilder().setElemType(type))
            .build();
    graph.addOutput(
        ValueInfoProto.newBuilder()
            .setName(name)
            .setType(
                TypeProto.newBuilder()
                    .setSequenceType(TypeProto.Sequence.newBuilder().setElemType(tensor))));
    return this;
  }

  /** Adds a note, or changes it. */
  public ModelBuilder note(String key, String value) {
    for (int i = 0; i < model.getMetadataPropsCount(); i++) {
      if (model.getMetadataProps(i).getKey().equals(key)) {
        model.getMetadataPropsBuilder(i).setValue(value);
        return this;
      }
    }
    model.addMetadataProps(StringStringEntryProto.newBuilder().setKey(key).setValue(value));
    return this;
  }

  public ModelBuilder irVersion(int version) {
    model.setIrVersion(version);
    return this;
  }

  public ModelBuilder opset(int version) {
    model.setOpsetImport(0, OperatorSetIdProto.newBuilder().setVersion(version));
    return this;
  }

  public ModelBuilder producer(String name) {
    model.setProducerName(name);
    return this;
  }

  /** Marks the file as Hebb's. */
  public ModelBuilder hebb() {
    return producer("hebb").note("hebb.version", "1");
  }

  public byte[] bytes() {
    return model.setGraph(graph).build().toByteArray();
  }

  /** The file with the digest record behind it. */
  public byte[] sealed() {
    byte[] before = bytes();
    try {
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      file.write(before);
      file.write(new byte[] {0x72, 79, 0x0A, 0x0B});
      file.write("hebb.sha256".getBytes(StandardCharsets.US_ASCII));
      file.write(new byte[] {0x12, 0x40});
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(before);
      file.write(HexFormat.of().formatHex(digest).getBytes(StandardCharsets.US_ASCII));
      return file.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  public Path write(Path file) {
    return write(file, bytes());
  }

  public Path writeSealed(Path file) {
    return write(file, sealed());
  }

  public static Path write(Path file, byte[] bytes) {
    try {
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String base64(float... values) {
    return Base64.getEncoder().encodeToString(raw(values));
  }

  public static String base64(long... values) {
    ByteBuffer raw = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
    raw.asLongBuffer().put(values);
    return Base64.getEncoder().encodeToString(raw.array());
  }

  public static AttributeProto ints(String name, long... values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
    for (long value : values) {
      attribute.addInts(value);
    }
    return attribute.build();
  }

  public static AttributeProto integer(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  private static byte[] raw(float... values) {
    ByteBuffer raw = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    return raw.array();
  }

  private static ValueInfoProto value(String name, int type, Object... dims) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (Object dim : dims) {
      TensorShapeProto.Dimension.Builder built = TensorShapeProto.Dimension.newBuilder();
      if (dim instanceof Integer size) {
        built.setDimValue(size);
      } else if (!dim.equals("?")) {
        built.setDimParam((String) dim);
      }
      shape.addDim(built);
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(TypeProto.Tensor.newBuilder().setElemType(type).setShape(shape)))
        .build();
  }
}

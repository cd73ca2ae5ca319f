package dev.hebb.onnx;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.hebb.graph.DataType;
import dev.hebb.graph.FormatException;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.WeightsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the weights of an ONNX file, whoever wrote it: initializers and constants that a node reads
 * where weights belong, in the order in which the nodes stand.
 */
final class WeightsReader {
  /** What each input of an operator is to its layer, in PyTorch's words; empty if no weight. */
  private static final Map<String, List<String>> ROLES =
      Map.of(
          "Conv", List.of("", "weight", "bias"),
          "ConvTranspose", List.of("", "weight", "bias"),
          "Gemm", List.of("", "weight", "bias"),
          "MatMul", List.of("", "weight"),
          "Add", List.of("bias", "bias"),
          "PRelu", List.of("", "weight"),
          "LayerNormalization", List.of("", "weight", "bias"),
          "InstanceNormalization", List.of("", "weight", "bias"),
          "BatchNormalization", List.of("", "weight", "bias", "running_mean", "running_var"));

  private final Path path;
  private final Map<String, OnnxMl.TensorProto> constants = new HashMap<>();
  private final Map<String, WeightsFile.Entry> entries = new LinkedHashMap<>();

  private WeightsReader(Path path) {
    this.path = path;
  }

  static WeightsFile read(Path path) {
    return new WeightsReader(path).read();
  }

  private WeightsFile read() {
    try {
      collect(parse().getGraph());
    } catch (IndexOutOfBoundsException lacking) {
      throw new FormatException(
          path
              + ": expected an ONNX file, got one whose nodes lack inputs or outputs. Copy it again.",
          lacking);
    }
    if (entries.isEmpty()) {
      throw new FormatException(
          path + ": expected an ONNX file with weights, got one without. Give another file.");
    }
    return new WeightsFile(path.getFileName().toString(), entries.values().stream().toList());
  }

  private void collect(OnnxMl.GraphProto graph) {
    graph.getInitializerList().forEach(tensor -> constants.put(tensor.getName(), tensor));
    for (OnnxMl.NodeProto node : graph.getNodeList()) {
      if (node.getOpType().equals("Constant")) {
        node.getAttributeList().stream()
            .filter(attribute -> attribute.getName().equals("value"))
            .forEach(attribute -> constants.put(node.getOutput(0), attribute.getT()));
      } else if (node.getOpType().equals("Identity") && constants.containsKey(node.getInput(0))) {
        constants.put(node.getOutput(0), constants.get(node.getInput(0)));
      } else {
        weights(node);
      }
    }
  }

  private OnnxMl.ModelProto parse() {
    try {
      return OnnxMl.ModelProto.parseFrom(Files.readAllBytes(path));
    } catch (InvalidProtocolBufferException broken) {
      throw new FormatException(
          path + ": expected an ONNX file, got something else, or a damaged one. Copy it again.",
          broken);
    } catch (NoSuchFileException missing) {
      throw new FormatException(path + ": there is no such file.", missing);
    } catch (IOException failure) {
      throw new UncheckedIOException(
          path + ": could not be read: " + failure.getMessage(), failure);
    }
  }

  private void weights(OnnxMl.NodeProto node) {
    List<String> roles = ROLES.getOrDefault(node.getOpType(), List.of());
    for (int i = 0; i < Math.min(roles.size(), node.getInputCount()); i++) {
      String name = node.getInput(i);
      OnnxMl.TensorProto proto = constants.get(name);
      // An Add also adds what is no bias, such as a scalar.
      boolean weight = proto != null && !roles.get(i).isEmpty() && proto.getDimsCount() > 0;
      if (weight && !entries.containsKey(name)) {
        boolean turned = node.getOpType().equals("MatMul") || isGemmOfColumns(node);
        Tensor tensor = tensor(name, proto);
        entries.put(
            name,
            new WeightsFile.Entry(
                name,
                roles.get(i),
                turned && tensor.dims().length == 2 ? transposed(tensor) : tensor));
      }
    }
  }

  private static boolean isGemmOfColumns(OnnxMl.NodeProto node) {
    return node.getOpType().equals("Gemm")
        && node.getAttributeList().stream()
            .noneMatch(each -> each.getName().equals("transB") && each.getI() == 1);
  }

  private Tensor tensor(String name, OnnxMl.TensorProto proto) {
    if (proto.getDataLocation() == OnnxMl.TensorProto.DataLocation.EXTERNAL) {
      throw new FormatException(
          "%s: expected all weights within the file, got \"%s\" in another one. Save the model as one file."
              .formatted(path, name));
    }
    long[] dims = proto.getDimsList().stream().mapToLong(Long::longValue).toArray();
    DataType type = type(name, proto);
    long size;
    try {
      size = Tensor.elements(dims);
    } catch (IllegalArgumentException | ArithmeticException impossible) {
      throw lengths(name, dims, impossible);
    }
    if (size != count(type, proto)) {
      throw lengths(name, dims, new IllegalArgumentException("got " + count(type, proto)));
    }
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(Math.toIntExact(size * type.bytes()))
            .order(ByteOrder.LITTLE_ENDIAN);
    if (proto.hasRawData()) {
      proto.getRawData().copyTo(bytes);
      return Tensor.wrap(type, bytes.flip(), dims);
    }
    for (int i = 0; i < size; i++) {
      switch (type) {
        case FLOAT64 -> bytes.putDouble(proto.getDoubleData(i));
        case FLOAT16 -> bytes.putShort((short) proto.getInt32Data(i));
        default -> bytes.putFloat(proto.getFloatData(i));
      }
    }
    return Tensor.wrap(type, bytes.flip(), dims);
  }

  private FormatException lengths(String name, long[] dims, RuntimeException cause) {
    return new FormatException(
        "%s: expected as many numbers in \"%s\" as its lengths %s say, got others. The file is damaged: copy it again."
            .formatted(path, name, Arrays.toString(dims)),
        cause);
  }

  // How many numbers are there, whatever the lengths say; -1 if not a whole number of them.
  private static long count(DataType type, OnnxMl.TensorProto proto) {
    if (proto.hasRawData()) {
      int bytes = proto.getRawData().size();
      return bytes % type.bytes() == 0 ? bytes / type.bytes() : -1;
    }
    return switch (type) {
      case FLOAT64 -> proto.getDoubleDataCount();
      case FLOAT16 -> proto.getInt32DataCount();
      default -> proto.getFloatDataCount();
    };
  }

  private DataType type(String name, OnnxMl.TensorProto proto) {
    for (DataType type : List.of(DataType.FLOAT32, DataType.FLOAT64, DataType.FLOAT16)) {
      if (ModelPrinter.type(type) == proto.getDataType()) {
        return type;
      }
    }
    throw new FormatException(
        "%s: expected weights of type float, double or float16, got \"%s\" of ONNX's type %d. Take the file from before it was quantized."
            .formatted(path, name, proto.getDataType()));
  }

  // [features, units] to PyTorch's [units, features].
  private static Tensor transposed(Tensor tensor) {
    int rows = Math.toIntExact(tensor.dims()[0]);
    int columns = Math.toIntExact(tensor.dims()[1]);
    int bytes = tensor.type().bytes();
    ByteBuffer from = tensor.bytes();
    ByteBuffer to = ByteBuffer.allocateDirect(from.remaining()).order(ByteOrder.LITTLE_ENDIAN);
    for (int column = 0; column < columns; column++) {
      for (int row = 0; row < rows; row++) {
        for (int b = 0; b < bytes; b++) {
          to.put(from.get((row * columns + column) * bytes + b));
        }
      }
    }
    return Tensor.wrap(tensor.type(), to.flip(), columns, rows);
  }
}

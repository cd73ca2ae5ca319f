package dev.hebb.cli.file;

import ai.onnx.proto.OnnxMl;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What ONNX calls types and shapes, in words. */
final class Types {
  private Types() {}

  /** Such as float32. */
  static String element(int number) {
    OnnxMl.TensorProto.DataType type = OnnxMl.TensorProto.DataType.forNumber(number);
    if (type == null) {
      return "type " + number;
    }
    return switch (type) {
      case FLOAT -> "float32";
      case DOUBLE -> "float64";
      default -> type.name().toLowerCase(Locale.ROOT);
    };
  }

  /** Bytes of one element; 0 where several share a byte, or nobody can say. */
  static long bytes(int number) {
    OnnxMl.TensorProto.DataType type = OnnxMl.TensorProto.DataType.forNumber(number);
    if (type == null) {
      return 0;
    }
    return switch (type) {
      case FLOAT, INT32, UINT32 -> Integer.BYTES;
      case DOUBLE, INT64, UINT64, COMPLEX64 -> Long.BYTES;
      case FLOAT16, BFLOAT16, INT16, UINT16 -> Short.BYTES;
      case INT8, UINT8, BOOL -> 1;
      default -> 0;
    };
  }

  /** Such as float32; for what is no tensor, what it is. */
  static String of(OnnxMl.TypeProto type) {
    return switch (type.getValueCase()) {
      case TENSOR_TYPE -> element(type.getTensorType().getElemType());
      case SPARSE_TENSOR_TYPE -> "sparse " + element(type.getSparseTensorType().getElemType());
      case SEQUENCE_TYPE -> "sequence";
      case MAP_TYPE -> "map";
      case OPTIONAL_TYPE -> "optional";
      default -> "";
    };
  }

  /** The lengths of the axes: numbers, names, or "?" where nothing is said. */
  static List<Object> shape(OnnxMl.TypeProto type) {
    List<Object> shape = new ArrayList<>();
    for (OnnxMl.TensorShapeProto.Dimension dim : type.getTensorType().getShape().getDimList()) {
      shape.add(
          switch (dim.getValueCase()) {
            case DIM_VALUE -> dim.getDimValue();
            case DIM_PARAM -> dim.getDimParam().isEmpty() ? "?" : dim.getDimParam();
            default -> "?";
          });
    }
    return shape;
  }

  /** Whether it says how many axes there are. */
  static boolean shaped(OnnxMl.TypeProto type) {
    return type.hasTensorType() && type.getTensorType().hasShape();
  }

  /** How many numbers these lengths make; what no memory could hold is {@link Long#MAX_VALUE}. */
  static long elements(List<Long> dims) {
    long product = 1;
    for (long dim : dims) {
      try {
        product = Math.multiplyExact(product, Math.max(0, dim));
      } catch (ArithmeticException tooLarge) {
        return Long.MAX_VALUE;
      }
    }
    return product;
  }
}

package dev.hebb.onnx.in;

import ai.onnx.proto.OnnxMl;
import dev.hebb.graph.FormatException;
import dev.hebb.graph.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Numbers that are written in the file. Nothing is taken from memory before it is seen that the
 * file holds as much.
 *
 * @param place of the tensor, for errors
 */
record Tensors(String place) {
  private static final int LARGEST_WHOLE = 1 << 22;

  Known read(OnnxMl.TensorProto proto) {
    if (proto.getDataLocation() == OnnxMl.TensorProto.DataLocation.EXTERNAL
        || proto.getExternalDataCount() > 0) {
      throw refusal(
          "all numbers within the file, got them in another one", "Save the model as one file");
    }
    OnnxMl.TensorProto.DataType type = OnnxMl.TensorProto.DataType.forNumber(proto.getDataType());
    if (type == null) {
      throw refusal("a type of ONNX's, got number " + proto.getDataType(), "Write the file again");
    }
    return switch (type) {
      case FLOAT, DOUBLE, FLOAT16, BFLOAT16 -> Known.of(floats(proto, type));
      case INT64, INT32, INT16, INT8, UINT8, UINT16, UINT32 -> wholes(proto, type, Kind.WHOLE);
      case BOOL -> wholes(proto, type, Kind.TRUTH);
      default ->
          throw refusal("floats, whole numbers or truths, got " + type, "Convert them first");
    };
  }

  private FormatException refusal(String what, String remedy) {
    return new FormatException("%s: expected %s. %s.".formatted(place, what, remedy));
  }

  // How many numbers its axes hold, which is how many there are.
  private int count(OnnxMl.TensorProto proto, int there) {
    long count = 1;
    for (long dim : proto.getDimsList()) {
      boolean sane = dim >= 0 && (dim == 0 || count <= Integer.MAX_VALUE / dim);
      if (!sane) {
        throw refusal(
            "lengths that a tensor can have, got " + proto.getDimsList(), "Copy the file again");
      }
      count *= dim;
    }
    if (count != there) {
      throw refusal(
          "%d numbers for %s, got %d".formatted(count, proto.getDimsList(), there),
          "Copy the file again, it is damaged");
    }
    return (int) count;
  }

  private static int bytes(OnnxMl.TensorProto.DataType type) {
    return switch (type) {
      case DOUBLE, INT64 -> 8;
      case FLOAT, INT32, UINT32 -> 4;
      case FLOAT16, BFLOAT16, INT16, UINT16 -> 2;
      default -> 1;
    };
  }

  private ByteBuffer raw(OnnxMl.TensorProto proto, OnnxMl.TensorProto.DataType type) {
    int size = proto.getRawData().size();
    int count = count(proto, size / bytes(type));
    if (size != (long) count * bytes(type)) {
      throw refusal(
          "%d bytes, got %d".formatted((long) count * bytes(type), size), "Copy the file again");
    }
    return proto.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  private Tensor floats(OnnxMl.TensorProto proto, OnnxMl.TensorProto.DataType type) {
    float[] values;
    if (proto.hasRawData()) {
      ByteBuffer raw = raw(proto, type);
      values = new float[raw.remaining() / bytes(type)];
      for (int i = 0; i < values.length; i++) {
        values[i] =
            switch (type) {
              case DOUBLE -> (float) raw.getDouble();
              case FLOAT16 -> half(raw.getShort());
              case BFLOAT16 -> Float.intBitsToFloat(raw.getShort() << 16);
              default -> raw.getFloat();
            };
      }
    } else {
      int there =
          switch (type) {
            case DOUBLE -> proto.getDoubleDataCount();
            case FLOAT -> proto.getFloatDataCount();
            default -> proto.getInt32DataCount();
          };
      values = new float[count(proto, there)];
      for (int i = 0; i < values.length; i++) {
        values[i] =
            switch (type) {
              case DOUBLE -> (float) proto.getDoubleData(i);
              case FLOAT -> proto.getFloatData(i);
              case FLOAT16 -> half((short) proto.getInt32Data(i));
              default -> Float.intBitsToFloat(proto.getInt32Data(i) << 16);
            };
      }
    }
    return Tensor.of(values, proto.getDimsList().stream().mapToLong(Long::longValue).toArray());
  }

  // Sign, 5 bits of exponent, 10 of fraction.
  static float half(short bits) {
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    float size =
        exponent == 0
            ? fraction * 0x1p-24f
            : exponent == 31
                ? (fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN)
                : Float.intBitsToFloat((exponent + 112) << 23 | fraction << 13);
    return bits < 0 ? -size : size;
  }

  private Known wholes(OnnxMl.TensorProto proto, OnnxMl.TensorProto.DataType type, Kind kind) {
    List<Cell> cells = new ArrayList<>();
    if (proto.hasRawData()) {
      ByteBuffer raw = raw(proto, type);
      limited(raw.remaining() / bytes(type));
      while (raw.hasRemaining()) {
        cells.add(Cell.of(next(raw, type)));
      }
    } else {
      boolean wide = type == OnnxMl.TensorProto.DataType.INT64;
      boolean unsigned = type == OnnxMl.TensorProto.DataType.UINT32;
      int there =
          wide
              ? proto.getInt64DataCount()
              : unsigned ? proto.getUint64DataCount() : proto.getInt32DataCount();
      int count = limited(count(proto, there));
      for (int i = 0; i < count; i++) {
        cells.add(
            Cell.of(
                wide
                    ? proto.getInt64Data(i)
                    : unsigned ? proto.getUint64Data(i) : (long) proto.getInt32Data(i)));
      }
    }
    return Known.of(kind, proto.getDimsList(), cells);
  }

  private int limited(int count) {
    if (count > LARGEST_WHOLE) {
      throw refusal(
          "at most %d whole numbers, got %d".formatted(LARGEST_WHOLE, count), "Feed them");
    }
    return count;
  }

  private static long next(ByteBuffer raw, OnnxMl.TensorProto.DataType type) {
    return switch (type) {
      case INT64 -> raw.getLong();
      case INT32 -> raw.getInt();
      case UINT32 -> Integer.toUnsignedLong(raw.getInt());
      case INT16 -> raw.getShort();
      case UINT16 -> Short.toUnsignedLong(raw.getShort());
      case UINT8 -> Byte.toUnsignedLong(raw.get());
      case BOOL -> raw.get() == 0 ? 0 : 1;
      default -> raw.get();
    };
  }
}

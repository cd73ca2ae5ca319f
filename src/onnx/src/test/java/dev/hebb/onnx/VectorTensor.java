package dev.hebb.onnx;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.hebb.graph.FormatException;
import dev.hebb.graph.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/** A tensor of a test vector, as a graph that was read has it: floats, or whole numbers. */
record VectorTensor(ByteString bytes) {
  private static final Set<OnnxMl.TensorProto.DataType> REAL =
      Set.of(
          OnnxMl.TensorProto.DataType.FLOAT,
          OnnxMl.TensorProto.DataType.DOUBLE,
          OnnxMl.TensorProto.DataType.FLOAT16);

  private OnnxMl.TensorProto proto() {
    try {
      return OnnxMl.TensorProto.parseFrom(bytes);
    } catch (InvalidProtocolBufferException other) {
      throw new FormatException("the vector is no tensor");
    }
  }

  /** As an input: truths are floats. */
  Tensor fed() {
    Tensor tensor = read();
    boolean truths = proto().getDataType() == OnnxMl.TensorProto.DataType.BOOL.getNumber();
    return truths ? floats(tensor) : tensor;
  }

  private static Tensor floats(Tensor truths) {
    long[] longs = truths.toLongs();
    float[] floats = new float[longs.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = longs[i];
    }
    return Tensor.of(floats, truths.dims());
  }

  /** The numbers. */
  Tensor read() {
    OnnxMl.TensorProto proto = proto();
    OnnxMl.TensorProto.DataType type = OnnxMl.TensorProto.DataType.forNumber(proto.getDataType());
    long[] dims = proto.getDimsList().stream().mapToLong(Long::longValue).toArray();
    int size = size(dims);
    if (type == null) {
      throw new FormatException("the vector is no tensor");
    }
    float[] floats = new float[size];
    long[] longs = new long[size];
    ByteBuffer raw = proto.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < size; i++) {
      if (REAL.contains(type)) {
        floats[i] = proto.hasRawData() ? real(raw, type) : real(proto, type, i);
      } else {
        longs[i] = proto.hasRawData() ? whole(raw, type) : whole(proto, type, i);
      }
    }
    return REAL.contains(type) ? Tensor.of(floats, dims) : Tensor.of(longs, dims);
  }

  private int size(long... dims) {
    long size = 1;
    for (long dim : dims) {
      size = Math.min(size * dim, Integer.MAX_VALUE);
      if (size > bytes.size()) {
        throw new FormatException("the vector is no tensor");
      }
    }
    return (int) size;
  }

  private static float real(ByteBuffer raw, OnnxMl.TensorProto.DataType type) {
    return switch (type) {
      case FLOAT -> raw.getFloat();
      case DOUBLE -> (float) raw.getDouble();
      default -> half(raw.getShort());
    };
  }

  private static float real(OnnxMl.TensorProto proto, OnnxMl.TensorProto.DataType type, int i) {
    return switch (type) {
      case FLOAT -> proto.getFloatData(i);
      case DOUBLE -> (float) proto.getDoubleData(i);
      default -> half((short) proto.getInt32Data(i));
    };
  }

  private static long whole(ByteBuffer raw, OnnxMl.TensorProto.DataType type) {
    return switch (type) {
      case INT64, UINT64 -> raw.getLong();
      case INT32 -> raw.getInt();
      case UINT32 -> Integer.toUnsignedLong(raw.getInt());
      case INT16 -> raw.getShort();
      case UINT16 -> Short.toUnsignedLong(raw.getShort());
      case UINT8 -> Byte.toUnsignedLong(raw.get());
      case BOOL, INT8 -> raw.get();
      default -> throw new FormatException("a vector of type " + type);
    };
  }

  private static long whole(OnnxMl.TensorProto proto, OnnxMl.TensorProto.DataType type, int i) {
    return switch (type) {
      case INT64 -> proto.getInt64Data(i);
      case UINT32, UINT64 -> proto.getUint64Data(i);
      case INT32, INT16, UINT16, INT8, UINT8, BOOL -> proto.getInt32Data(i);
      default -> throw new FormatException("a vector of type " + type);
    };
  }

  // Sign, 5 bits of exponent, 10 of fraction.
  private static float half(short bits) {
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    float infinite = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
    float normal = Float.intBitsToFloat((exponent + 112) << 23 | fraction << 13);
    float size = exponent == 0 ? fraction * 0x1p-24f : exponent == 31 ? infinite : normal;
    return bits < 0 ? -size : size;
  }
}

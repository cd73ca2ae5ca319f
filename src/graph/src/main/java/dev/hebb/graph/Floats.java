package dev.hebb.graph;

import java.nio.ByteBuffer;

/** Numbers of any floating-point type as float32. */
final class Floats {
  private Floats() {}

  static boolean are(Tensor tensor) {
    return switch (tensor.type()) {
      case FLOAT32, FLOAT64, FLOAT16 -> true;
      default -> false;
    };
  }

  static Tensor of(Tensor tensor) {
    if (tensor.type() == DataType.FLOAT32) {
      return tensor;
    }
    ByteBuffer bytes = tensor.bytes();
    float[] values = new float[Math.toIntExact(tensor.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          tensor.type() == DataType.FLOAT64 ? (float) bytes.getDouble() : half(bytes.getShort());
    }
    return Tensor.of(values, tensor.dims());
  }

  // IEEE 754 binary16: sign 1, exponent 5 (bias 15), fraction 10 bits.
  private static float half(short bits) {
    int exponent = (bits >> 10) & 0x1f;
    int fraction = bits & 0x3ff;
    float value;
    if (exponent == 0x1f) {
      value = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
    } else if (exponent == 0) {
      value = Math.scalb((float) fraction, -24);
    } else {
      value = Math.scalb((float) (fraction | 0x400), exponent - 25);
    }
    return bits < 0 ? -value : value;
  }
}

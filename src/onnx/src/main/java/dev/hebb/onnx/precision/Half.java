package dev.hebb.onnx.precision;

/** IEEE 754 binary16: sign 1, exponent 5 (bias 15), fraction 10 bits. */
final class Half {
  private static final int LOST = 13; // bits of a float's fraction that a half has not
  private static final float SMALLEST = 0x1p-24f;
  private static final float NORMAL = 0x1p-14f;
  private static final float TOO_LARGE = 65520; // half way to where the next number would be

  private Half() {}

  /** The nearest, of two the even one; infinite beyond the largest. */
  static short of(float value) {
    int sign = Float.floatToRawIntBits(value) >>> 16 & 0x8000;
    float size = Math.abs(value);
    if (Float.isNaN(value)) {
      return (short) (sign | 0x7e00);
    } else if (size >= TOO_LARGE) {
      return (short) (sign | 0x7c00);
    } else if (size < NORMAL) {
      return (short) (sign | (int) Math.rint(size / SMALLEST)); // 1024 of them are the first normal
    }
    int bits = Float.floatToRawIntBits(size);
    int odd = bits >>> LOST & 1;
    int rounded = bits + (1 << (LOST - 1)) - 1 + odd;
    return (short) (sign | (rounded - (112 << 23)) >>> LOST); // 112 = 127 - 15
  }

  static float toFloat(short half) {
    int exponent = half >>> 10 & 0x1f;
    int fraction = half & 0x3ff;
    float size;
    if (exponent == 0x1f) {
      size = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
    } else if (exponent == 0) {
      size = fraction * SMALLEST;
    } else {
      size = Float.intBitsToFloat((exponent + 112) << 23 | fraction << LOST);
    }
    return half < 0 ? -size : size;
  }
}

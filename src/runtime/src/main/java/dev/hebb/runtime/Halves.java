package dev.hebb.runtime;

import ai.onnxruntime.platform.Fp16Conversions;
import java.nio.ShortBuffer;

/** Floats of 16 bits as those of 32, and back. */
final class Halves {
  private Halves() {}

  static float toFloat(Element type, short bits) {
    return type == Element.FLOAT16
        ? Fp16Conversions.fp16ToFloat(bits)
        : Fp16Conversions.bf16ToFloat(bits);
  }

  static short of(Element type, float value) {
    return type == Element.FLOAT16
        ? Fp16Conversions.floatToFp16(value)
        : Fp16Conversions.floatToBf16(value);
  }

  static void get(Element type, ShortBuffer from, int at, float[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] = toFloat(type, from.get(at + i));
    }
  }

  static void put(Element type, ShortBuffer into, int at, float[] values) {
    for (int i = 0; i < values.length; i++) {
      into.put(at + i, of(type, values[i]));
    }
  }
}

package dev.hebb.onnx.compare;

import ai.onnxruntime.platform.Fp16Conversions;
import dev.hebb.runtime.Element;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Numbers with a shape, whatever type they have in a model. */
final class Values {
  private final long[] dims;
  private final double[] numbers;

  Values(long[] dims, double[] numbers) {
    this.dims = dims.clone();
    this.numbers = numbers.clone();
  }

  /** What lies in a memory of this type. */
  static Values of(Element type, Buffer memory, long[] dims) {
    double[] numbers = new double[memory.limit()];
    Arrays.setAll(numbers, i -> type.number(memory, i));
    return new Values(dims, numbers);
  }

  long[] dims() {
    return dims.clone();
  }

  int size() {
    return numbers.length;
  }

  double at(int index) {
    return numbers[index];
  }

  /** The same in memory of this type. */
  ByteBuffer bytes(Element type, ByteOrder order) {
    ByteBuffer bytes = ByteBuffer.allocateDirect(numbers.length * type.bytes()).order(order);
    for (double number : numbers) {
      switch (type) {
        case FLOAT32 -> bytes.putFloat((float) number);
        case FLOAT64 -> bytes.putDouble(number);
        case FLOAT16 -> bytes.putShort(Fp16Conversions.floatToFp16((float) number));
        case BFLOAT16 -> bytes.putShort(Fp16Conversions.floatToBf16((float) number));
        case INT64 -> bytes.putLong((long) number);
        case INT32 -> bytes.putInt((int) number);
        case INT16 -> bytes.putShort((short) number);
        case INT8, UINT8, BOOL -> bytes.put((byte) number);
        case STRING -> throw new IllegalArgumentException("a string is no number");
      }
    }
    return bytes.flip();
  }

  /** Such as "[2, 31, 1]". */
  @Override
  public String toString() {
    return Arrays.toString(dims);
  }
}

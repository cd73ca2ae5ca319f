package dev.hebb.runtime;

import ai.onnxruntime.OnnxJavaType;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Optional;

/** What one element of an input or output is; these are the types a {@link Predictor} handles. */
public enum Element {
  /** IEEE single precision, a Java {@code float}. */
  FLOAT32("float32", "float", Float.BYTES, OnnxJavaType.FLOAT),
  /** A Java {@code long}: token ids, class numbers. */
  INT64("int64", "long", Long.BYTES, OnnxJavaType.INT64),
  /** A Java {@code int}: sequence lengths. */
  INT32("int32", "int", Integer.BYTES, OnnxJavaType.INT32);

  private final String onnxName;
  private final String javaName;
  private final int bytes;
  private final OnnxJavaType type;

  Element(String onnxName, String javaName, int bytes, OnnxJavaType type) {
    this.onnxName = onnxName;
    this.javaName = javaName;
    this.bytes = bytes;
    this.type = type;
  }

  public static Optional<Element> of(OnnxJavaType type) {
    for (Element element : values()) {
      if (element.type == type) {
        return Optional.of(element);
      }
    }
    return Optional.empty();
  }

  /** Bytes one element takes. */
  public int bytes() {
    return bytes;
  }

  /** The Java type that holds one element. */
  public String javaName() {
    return javaName;
  }

  /** "1 float", "60 floats". */
  public String count(long n) {
    return n + " " + javaName + (n == 1 ? "" : "s");
  }

  /** Bytes seen as elements of this type. */
  public Buffer view(ByteBuffer bytes) {
    return switch (this) {
      case FLOAT32 -> bytes.asFloatBuffer();
      case INT64 -> bytes.asLongBuffer();
      case INT32 -> bytes.asIntBuffer();
    };
  }

  /** Copies elements from one memory into another, both seen as this type. */
  public void copy(Buffer from, int at, Buffer to, int into, int length) {
    switch (this) {
      case FLOAT32 -> ((FloatBuffer) to).put(into, (FloatBuffer) from, at, length);
      case INT64 -> ((LongBuffer) to).put(into, (LongBuffer) from, at, length);
      case INT32 -> ((IntBuffer) to).put(into, (IntBuffer) from, at, length);
    }
  }

  /** The element as it is written in a message. */
  public String text(double value) {
    return this == FLOAT32 ? Float.toString((float) value) : Long.toString((long) value);
  }

  /** ONNX's name of the type. */
  @Override
  public String toString() {
    return onnxName;
  }
}

package dev.hebb.runtime;

import ai.onnxruntime.OnnxJavaType;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.Optional;

/** What one element of an input or output is: all that ONNX Runtime's Java classes know. */
public enum Element {
  /** IEEE single precision, a Java {@code float}. */
  FLOAT32("float32", "float", "floats", Float.BYTES, OnnxJavaType.FLOAT),
  /** IEEE double precision, a Java {@code double}. */
  FLOAT64("float64", "double", "doubles", Double.BYTES, OnnxJavaType.DOUBLE),
  /** IEEE half precision: put and got as {@code float}, held as {@code short}. */
  FLOAT16("float16", "float", "shorts", Short.BYTES, OnnxJavaType.FLOAT16),
  /** The upper half of a {@code float}: put and got as such, held as {@code short}. */
  BFLOAT16("bfloat16", "float", "shorts", Short.BYTES, OnnxJavaType.BFLOAT16),
  /** A Java {@code byte}. */
  INT8("int8", "byte", "bytes", Byte.BYTES, OnnxJavaType.INT8),
  /** A Java {@code byte} whose bits are a number from 0 to 255: pictures. */
  UINT8("uint8", "byte", "bytes", Byte.BYTES, OnnxJavaType.UINT8),
  /** A Java {@code short}. */
  INT16("int16", "short", "shorts", Short.BYTES, OnnxJavaType.INT16),
  /** A Java {@code int}: sequence lengths. */
  INT32("int32", "int", "ints", Integer.BYTES, OnnxJavaType.INT32),
  /** A Java {@code long}: token ids, class numbers. */
  INT64("int64", "long", "longs", Long.BYTES, OnnxJavaType.INT64),
  /** A Java {@code boolean}, held as a {@code byte} of 0 or 1. */
  BOOL("bool", "boolean", "bytes", Byte.BYTES, OnnxJavaType.BOOL),
  /** A {@code String}; these are copied for each run, and only through JNI. */
  STRING("string", "String", "", 1, OnnxJavaType.STRING);

  private final String onnxName;
  private final String javaName;
  private final String view;
  private final int bytes;
  private final OnnxJavaType type;

  Element(String onnxName, String javaName, String view, int bytes, OnnxJavaType type) {
    this.onnxName = onnxName;
    this.javaName = javaName;
    this.view = view;
    this.bytes = bytes;
    this.type = type;
  }

  /** The element that ONNX Runtime's Java classes call so. */
  public static Optional<Element> of(OnnxJavaType type) {
    for (Element element : values()) {
      if (element.type == type) {
        return Optional.of(element);
      }
    }
    return Optional.empty();
  }

  /** What ONNX Runtime's Java classes call it. */
  public OnnxJavaType type() {
    return type;
  }

  /** Bytes one element takes. */
  public int bytes() {
    return bytes;
  }

  /** The Java type that one element is put and got as. */
  public String javaName() {
    return javaName;
  }

  /** The method of a port that gives its memory; empty for strings, which have none. */
  public String view() {
    return view;
  }

  /** Whether it is a float of 16 bits. */
  public boolean isHalf() {
    return this == FLOAT16 || this == BFLOAT16;
  }

  /** "1 float", "60 floats". */
  public String count(long n) {
    return n + " " + javaName + (n == 1 ? "" : "s");
  }

  /** Bytes seen as elements of this type. */
  public Buffer view(ByteBuffer raw) {
    return switch (this) {
      case FLOAT32 -> raw.asFloatBuffer();
      case FLOAT64 -> raw.asDoubleBuffer();
      case FLOAT16, BFLOAT16, INT16 -> raw.asShortBuffer();
      case INT32 -> raw.asIntBuffer();
      case INT64 -> raw.asLongBuffer();
      case INT8, UINT8, BOOL -> raw.slice();
      case STRING -> throw new IllegalArgumentException("strings have no memory of their own");
    };
  }

  /** Copies elements from one memory into another, both seen as this type. */
  public void copy(Buffer from, int at, Buffer to, int into, int length) {
    if (to instanceof FloatBuffer floats) {
      floats.put(into, (FloatBuffer) from, at, length);
    } else if (to instanceof DoubleBuffer doubles) {
      doubles.put(into, (DoubleBuffer) from, at, length);
    } else if (to instanceof LongBuffer longs) {
      longs.put(into, (LongBuffer) from, at, length);
    } else if (to instanceof IntBuffer ints) {
      ints.put(into, (IntBuffer) from, at, length);
    } else if (to instanceof ShortBuffer shorts) {
      shorts.put(into, (ShortBuffer) from, at, length);
    } else {
      ((ByteBuffer) to).put(into, (ByteBuffer) from, at, length);
    }
  }

  /** The number at an index of a memory of this type. */
  public double number(Buffer memory, int index) {
    return switch (this) {
      case FLOAT32 -> ((FloatBuffer) memory).get(index);
      case FLOAT64 -> ((DoubleBuffer) memory).get(index);
      case FLOAT16, BFLOAT16 -> Halves.toFloat(this, ((ShortBuffer) memory).get(index));
      case INT16 -> ((ShortBuffer) memory).get(index);
      case INT32 -> ((IntBuffer) memory).get(index);
      case INT64 -> (double) ((LongBuffer) memory).get(index);
      case UINT8 -> Byte.toUnsignedInt(((ByteBuffer) memory).get(index));
      case INT8, BOOL -> ((ByteBuffer) memory).get(index);
      case STRING -> throw new IllegalArgumentException("a string is no number");
    };
  }

  /** The element as it is written in a message. */
  public String text(double value) {
    return switch (this) {
      case FLOAT32, FLOAT16, BFLOAT16 -> Float.toString((float) value);
      case FLOAT64 -> Double.toString(value);
      default -> Long.toString((long) value);
    };
  }

  /** ONNX's name of the type. */
  @Override
  public String toString() {
    return onnxName;
  }
}

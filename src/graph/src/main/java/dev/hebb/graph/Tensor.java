package dev.hebb.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Numbers with a shape: little-endian, outermost axis first. What crosses every border of the
 * library; it owns plain Java memory, so there is nothing to close.
 */
public final class Tensor {
  private final DataType type;
  private final long[] dims;
  private final ByteBuffer bytes;

  private Tensor(DataType type, long[] dims, ByteBuffer bytes) {
    this.type = type;
    this.dims = dims.clone();
    this.bytes = bytes;
    long needed = Math.multiplyExact(elements(dims), type.bytes());
    if (needed != bytes.remaining()) {
      throw new IllegalArgumentException(
          "a "
              + type
              + " tensor "
              + Arrays.toString(dims)
              + " takes "
              + needed
              + " bytes, got "
              + bytes.remaining());
    }
  }

  /** Zeros. */
  public static Tensor zeros(long... dims) {
    return of(new float[Math.toIntExact(elements(dims))], dims);
  }

  /** Copies {@code values}. */
  public static Tensor of(float[] values, long... dims) {
    ByteBuffer bytes = allocate((long) values.length * Float.BYTES);
    bytes.asFloatBuffer().put(values);
    return new Tensor(DataType.FLOAT32, dims, bytes);
  }

  /** Copies whole numbers: class indices, tokens. */
  public static Tensor of(long[] values, long... dims) {
    ByteBuffer bytes = allocate((long) values.length * Long.BYTES);
    bytes.asLongBuffer().put(values);
    return new Tensor(DataType.INT64, dims, bytes);
  }

  /** Copies rows of equal length into a {@code [rows, columns]} tensor. */
  public static Tensor of(float[][] rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    ByteBuffer bytes = allocate((long) rows.length * columns * Float.BYTES);
    FloatBuffer floats = bytes.asFloatBuffer();
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != columns) {
        throw new IllegalArgumentException(
            "row " + i + " has " + rows[i].length + " columns, row 0 has " + columns);
      }
      floats.put(rows[i]);
    }
    return new Tensor(DataType.FLOAT32, new long[] {rows.length, columns}, bytes);
  }

  /** Wraps little-endian bytes from position to limit, without a copy. */
  public static Tensor wrap(DataType type, ByteBuffer bytes, long... dims) {
    return new Tensor(type, dims, bytes.slice().order(ByteOrder.LITTLE_ENDIAN));
  }

  private static ByteBuffer allocate(long size) {
    return ByteBuffer.allocateDirect(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * The product of {@code dims}.
   *
   * @throws IllegalArgumentException when one is negative
   */
  public static long elements(long... dims) {
    long product = 1;
    for (long dim : dims) {
      if (dim < 0) {
        throw new IllegalArgumentException("an axis is not negative: " + Arrays.toString(dims));
      }
      product = Math.multiplyExact(product, dim);
    }
    return product;
  }

  public DataType type() {
    return type;
  }

  /** The lengths of the axes; a copy. */
  public long[] dims() {
    return dims.clone();
  }

  /** How many numbers. */
  public long size() {
    return elements(dims);
  }

  /** The raw bytes, read-only, little-endian. */
  public ByteBuffer bytes() {
    return bytes.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A read-only view as floats. */
  public FloatBuffer floats() {
    if (type != DataType.FLOAT32) {
      throw new IllegalStateException("this tensor holds " + type + ", not FLOAT32");
    }
    return bytes().asFloatBuffer();
  }

  /** A copy as floats. */
  public float[] toFloats() {
    float[] copy = new float[Math.toIntExact(size())];
    floats().get(copy);
    return copy;
  }

  /** A copy as whole numbers. */
  public long[] toLongs() {
    if (type != DataType.INT64) {
      throw new IllegalStateException("this tensor holds " + type + ", not INT64");
    }
    long[] copy = new long[Math.toIntExact(size())];
    bytes().asLongBuffer().get(copy);
    return copy;
  }

  /** The same numbers with other axes. */
  public Tensor reshaped(long... other) {
    return new Tensor(type, other, bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN));
  }

  /**
   * Rows {@code from} (inclusive) to {@code to} (exclusive) of the outermost axis, without a copy.
   */
  public Tensor rows(long from, long to) {
    if (from < 0 || to < from || to > dims[0]) {
      throw new IndexOutOfBoundsException(
          "rows " + from + " to " + to + " of a tensor with " + dims[0] + " rows");
    }
    long row = dims[0] == 0 ? 0 : (long) bytes.remaining() / dims[0];
    long[] sliced = dims.clone();
    sliced[0] = to - from;
    ByteBuffer part = bytes.slice(Math.toIntExact(from * row), Math.toIntExact((to - from) * row));
    return wrap(type, part, sliced);
  }

  /** Indices {@code from} (inclusive) to {@code to} (exclusive) of any axis; a copy. */
  public Tensor slice(int axis, long from, long to) {
    if (from < 0 || to < from || to > dims[axis]) {
      throw new IndexOutOfBoundsException(
          "%d to %d of axis %d of %s".formatted(from, to, axis, this));
    }
    long[] sliced = dims.clone();
    sliced[axis] = to - from;
    long inner = type.bytes();
    for (int i = axis + 1; i < dims.length; i++) {
      inner *= dims[i];
    }
    int length = Math.toIntExact((to - from) * inner);
    ByteBuffer part = ByteBuffer.allocate(Math.toIntExact(elements(sliced) * type.bytes()));
    for (int at = Math.toIntExact(from * inner); part.hasRemaining(); ) {
      part.put(bytes.slice(at, length));
      at += Math.toIntExact(dims[axis] * inner);
    }
    return wrap(type, part.flip(), sliced);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor that
        && type == that.type
        && Arrays.equals(dims, that.dims)
        && bytes.equals(that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(dims) + bytes.hashCode();
  }

  @Override
  public String toString() {
    return type + Arrays.toString(dims);
  }
}

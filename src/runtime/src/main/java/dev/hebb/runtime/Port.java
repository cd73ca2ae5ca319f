package dev.hebb.runtime;

import dev.hebb.runtime.engine.Gate;
import dev.hebb.runtime.engine.Slot;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;

/**
 * One input or output of an open predictor or stream: a block of memory that ONNX Runtime uses in
 * place.
 *
 * <p>{@code [rows, ...]}, row-major; a row is everything behind the first axis. An index counts
 * elements from the start of the block. Each {@link Element} is put and got as its own Java type:
 * {@code get} is for floats (of 32 and of 16 bits), the others name theirs.
 *
 * <p>Not thread-safe. A wrong index, length or element type is a {@link PredictorException}; the
 * methods that touch values throw {@link IllegalStateException} once that is closed.
 */
public abstract sealed class Port permits Input, Output {
  private static final FloatBuffer NO_FLOATS = FloatBuffer.allocate(0);
  private static final DoubleBuffer NO_DOUBLES = DoubleBuffer.allocate(0);
  private static final LongBuffer NO_LONGS = LongBuffer.allocate(0);
  private static final IntBuffer NO_INTS = IntBuffer.allocate(0);
  private static final ShortBuffer NO_SHORTS = ShortBuffer.allocate(0);
  private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);

  private final Gate gate;
  private final Slot slot;
  private final String unit;
  private final int rows;
  private final int rowLength;
  private final int length;
  private final Buffer memory;
  // Only the one of its type is ever touched.
  final FloatBuffer floats;
  final DoubleBuffer doubles;
  final LongBuffer longs;
  final IntBuffer ints;
  final ShortBuffer shorts;
  final ByteBuffer bytes;
  final String[] strings;

  Port(Gate gate, Slot slot, String unit, Buffer memory) {
    this.gate = gate;
    this.slot = slot;
    this.unit = unit;
    this.rows = slot.rows();
    this.rowLength = slot.rowLength();
    this.length = rows * rowLength;
    this.memory = memory;
    this.floats = memory instanceof FloatBuffer own ? own : NO_FLOATS;
    this.doubles = memory instanceof DoubleBuffer own ? own : NO_DOUBLES;
    this.longs = memory instanceof LongBuffer own ? own : NO_LONGS;
    this.ints = memory instanceof IntBuffer own ? own : NO_INTS;
    this.shorts = memory instanceof ShortBuffer own ? own : NO_SHORTS;
    this.bytes = memory instanceof ByteBuffer own ? own : NO_BYTES;
    this.strings = new String[slot.type() == Element.STRING ? length : 0];
    Arrays.fill(strings, "");
  }

  /** Its name in the file. */
  public final String name() {
    return slot.name();
  }

  /** What its elements are. */
  public final Element type() {
    return slot.type();
  }

  /** Its sizes, outermost first, as they were bound when the file was opened; a copy. */
  public final long[] dims() {
    return slot.sizes();
  }

  /** Its sizes and what they are called: {@code [batch=1, time=60, 5]}. */
  public final String shape() {
    return slot.shape();
  }

  /** The unit of its values, as the file says; empty when it does not say. */
  public final String unit() {
    return unit;
  }

  /** Size of the first axis; 1 for a scalar. */
  public final int rows() {
    return rows;
  }

  /** Elements in one row. */
  public final int rowLength() {
    return rowLength;
  }

  /** Elements in all rows together. */
  public final int length() {
    return length;
  }

  /** The float at {@code index}. */
  public final float get(int index) {
    return slot.type().isHalf()
        ? Halves.toFloat(slot.type(), shorts.get(at(index, slot.type())))
        : floats.get(at(index, Element.FLOAT32));
  }

  /** The double at {@code index}. */
  public final double getDouble(int index) {
    return doubles.get(at(index, Element.FLOAT64));
  }

  /** The long at {@code index}. */
  public final long getLong(int index) {
    return longs.get(at(index, Element.INT64));
  }

  /** The int at {@code index}. */
  public final int getInt(int index) {
    return ints.get(at(index, Element.INT32));
  }

  /** The short at {@code index}. */
  public final short getShort(int index) {
    return shorts.get(at(index, Element.INT16));
  }

  /** The byte at {@code index}. */
  public final byte getByte(int index) {
    return bytes.get(at(index, eight()));
  }

  /** The truth at {@code index}. */
  public final boolean getBoolean(int index) {
    return bytes.get(at(index, Element.BOOL)) != 0;
  }

  /** The string at {@code index}. */
  public final String getString(int index) {
    return strings[at(index, Element.STRING)];
  }

  /** Copies one row out; {@code into} is as long as a row. */
  public final void get(int row, float[] into) {
    if (slot.type().isHalf()) {
      Halves.get(slot.type(), shorts, start(row, into.length, slot.type()), into);
    } else {
      floats.get(start(row, into.length, Element.FLOAT32), into);
    }
  }

  /** Copies one row out; {@code into} is as long as a row. */
  public final void get(int row, double[] into) {
    doubles.get(start(row, into.length, Element.FLOAT64), into);
  }

  /** Copies one row out; {@code into} is as long as a row. */
  public final void get(int row, long[] into) {
    longs.get(start(row, into.length, Element.INT64), into);
  }

  /** Copies one row out; {@code into} is as long as a row. */
  public final void get(int row, int[] into) {
    ints.get(start(row, into.length, Element.INT32), into);
  }

  /** Copies one row out; {@code into} is as long as a row. */
  public final void get(int row, short[] into) {
    shorts.get(start(row, into.length, Element.INT16), into);
  }

  /** Copies one row out; {@code into} is as long as a row. */
  public final void get(int row, byte[] into) {
    bytes.get(start(row, into.length, eight()), into);
  }

  /** Copies one row out; {@code into} is as long as a row. */
  public final void get(int row, boolean[] into) {
    int start = start(row, into.length, Element.BOOL);
    for (int i = 0; i < into.length; i++) {
      into[i] = bytes.get(start + i) != 0;
    }
  }

  /** Copies one row out; {@code into} is as long as a row. */
  public final void get(int row, String[] into) {
    System.arraycopy(strings, start(row, into.length, Element.STRING), into, 0, into.length);
  }

  /**
   * The memory itself, nothing is copied: writing changes what the next run reads, a run changes
   * what is read here. Ask once and keep it; each call makes a new view with its own position.
   */
  public final FloatBuffer floats() {
    open(Element.FLOAT32);
    return floats.duplicate();
  }

  /** As {@link #floats()}, of doubles. */
  public final DoubleBuffer doubles() {
    open(Element.FLOAT64);
    return doubles.duplicate();
  }

  /** As {@link #floats()}, of longs. */
  public final LongBuffer longs() {
    open(Element.INT64);
    return longs.duplicate();
  }

  /** As {@link #floats()}, of ints. */
  public final IntBuffer ints() {
    open(Element.INT32);
    return ints.duplicate();
  }

  /** As {@link #floats()}, of shorts: whole numbers, or the bits of floats of 16 bits. */
  public final ShortBuffer shorts() {
    open(slot.type().isHalf() ? slot.type() : Element.INT16);
    return shorts.duplicate();
  }

  /** As {@link #floats()}, of bytes: whole numbers, or 0 and 1 for false and true. */
  public final ByteBuffer bytes() {
    open(slot.type() == Element.BOOL ? Element.BOOL : eight());
    return bytes.duplicate();
  }

  /** As {@link #floats()}, in whatever type it has; empty for strings. */
  public final Buffer memory() {
    return memory.duplicate();
  }

  /** Name, type, sizes and unit in one line. */
  public final String describe() {
    String line = "\"%s\" %s %s".formatted(name(), type(), slot.shape());
    return unit.isEmpty() ? line : line + " in " + unit;
  }

  /** The error of this port: what is wrong, and what to change. */
  public final PredictorException error(String what) {
    return slot.declared().error(what);
  }

  // Of the two types that bytes are.
  final Element eight() {
    return slot.type() == Element.UINT8 ? Element.UINT8 : Element.INT8;
  }

  final Slot slot() {
    return slot;
  }

  final void open(Element asked) {
    gate.check();
    if (asked != slot.type()) {
      throw slot.wrongType(asked);
    }
  }

  /** {@code index}, when it is inside. */
  final int at(int index, Element asked) {
    open(asked);
    if (index < 0 || index >= length) {
      throw slot.wrongIndex(index);
    }
    return index;
  }

  /** Index of the first element of a row, when the row is there and {@code given} is its length. */
  final int start(int row, int given, Element asked) {
    open(asked);
    if (given != rowLength) {
      throw slot.wrongRow(given);
    }
    if (row < 0 || row >= rows) {
      throw slot.noSuchRow(row);
    }
    return row * rowLength;
  }

  /** Zero, when {@code given} is the length of all rows. */
  final int all(int given, Element asked) {
    open(asked);
    if (given != length) {
      throw slot.wrongLength(given);
    }
    return 0;
  }
}

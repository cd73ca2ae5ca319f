package dev.hebb.runtime;

import dev.hebb.runtime.engine.Gate;
import dev.hebb.runtime.engine.Slot;
import java.nio.Buffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;

/**
 * One input or output of an open {@link Predictor} or {@link Stream}: a block of memory that ONNX
 * Runtime uses in place.
 *
 * <p>{@code [rows, ...]}, row-major; a row is everything behind the first axis. An index counts
 * elements from the start of the block.
 *
 * <p>Not thread-safe. A wrong index, length or element type is a {@link PredictorException}; the
 * methods that touch values throw {@link IllegalStateException} once that is closed.
 */
public abstract sealed class Port permits Input, Output {
  private static final FloatBuffer NO_FLOATS = FloatBuffer.allocate(0);
  private static final LongBuffer NO_LONGS = LongBuffer.allocate(0);
  private static final IntBuffer NO_INTS = IntBuffer.allocate(0);

  private final Gate gate;
  private final Slot slot;
  private final String unit;
  private final int rows;
  private final int rowLength;
  private final int length;
  final FloatBuffer floats;
  final LongBuffer longs;
  final IntBuffer ints;
  private final Buffer memory;

  Port(Gate gate, Slot slot, String unit, Buffer memory) {
    this.gate = gate;
    this.slot = slot;
    this.unit = unit;
    this.rows = slot.rows();
    this.rowLength = slot.rowLength();
    this.length = rows * rowLength;
    this.memory = memory;
    // Only the one of its type is ever touched.
    this.floats = memory instanceof FloatBuffer own ? own : NO_FLOATS;
    this.longs = memory instanceof LongBuffer own ? own : NO_LONGS;
    this.ints = memory instanceof IntBuffer own ? own : NO_INTS;
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
    return floats.get(at(index, Element.FLOAT32));
  }

  /** The long at {@code index}. */
  public final long getLong(int index) {
    return longs.get(at(index, Element.INT64));
  }

  /** The int at {@code index}. */
  public final int getInt(int index) {
    return ints.get(at(index, Element.INT32));
  }

  /** Copies one row out; {@code into} is as long as a row. */
  public final void get(int row, float[] into) {
    floats.get(start(row, into.length, Element.FLOAT32), into);
  }

  /** Copies one row out; {@code into} is as long as a row. */
  public final void get(int row, long[] into) {
    longs.get(start(row, into.length, Element.INT64), into);
  }

  /** Copies one row out; {@code into} is as long as a row. */
  public final void get(int row, int[] into) {
    ints.get(start(row, into.length, Element.INT32), into);
  }

  /**
   * The memory itself, nothing is copied: writing changes what the next run reads, a run changes
   * what is read here. Ask once and keep it; each call makes a new view with its own position.
   */
  public final FloatBuffer floats() {
    open(Element.FLOAT32);
    return floats.duplicate();
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

  /** As {@link #floats()}, in whatever type it has. */
  public final Buffer memory() {
    return memory.duplicate();
  }

  /** Name, type, sizes and unit in one line. */
  public final String describe() {
    String line = "\"%s\" %s %s".formatted(name(), type(), slot.shape());
    return unit.isEmpty() ? line : line + " in " + unit;
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

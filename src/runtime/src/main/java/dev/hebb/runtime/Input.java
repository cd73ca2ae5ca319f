package dev.hebb.runtime;

import dev.hebb.runtime.engine.Gate;
import dev.hebb.runtime.engine.Slot;
import java.nio.Buffer;
import java.util.Objects;

/**
 * What the model reads. Values stay until they are overwritten, so the next run needs only what
 * changed.
 *
 * <p>{@code [rows, ...]}, row-major, see {@link Port}; not thread-safe.
 */
public final class Input extends Port {

  /** Over memory of somebody else's; predictors and streams have theirs. */
  public Input(Gate gate, Slot slot, String unit, Buffer memory) {
    super(gate, slot, unit, memory);
  }

  /** Copies one row in; {@code values} is as long as a row. */
  public void put(int row, float[] values) {
    putFloats(start(row, values.length, type().isHalf() ? type() : Element.FLOAT32), values);
  }

  /** Copies one row in; {@code values} is as long as a row. */
  public void put(int row, double[] values) {
    doubles.put(start(row, values.length, Element.FLOAT64), values);
  }

  /** Copies one row in; {@code values} is as long as a row. */
  public void put(int row, long[] values) {
    longs.put(start(row, values.length, Element.INT64), values);
  }

  /** Copies one row in; {@code values} is as long as a row. */
  public void put(int row, int[] values) {
    ints.put(start(row, values.length, Element.INT32), values);
  }

  /** Copies one row in; {@code values} is as long as a row. */
  public void put(int row, short[] values) {
    shorts.put(start(row, values.length, Element.INT16), values);
  }

  /** Copies one row in; {@code values} is as long as a row. */
  public void put(int row, byte[] values) {
    bytes.put(start(row, values.length, eight()), values);
  }

  /** Copies one row in; {@code values} is as long as a row. */
  public void put(int row, boolean[] values) {
    putBooleans(start(row, values.length, Element.BOOL), values);
  }

  /** Copies one row in; {@code values} is as long as a row. */
  public void put(int row, String[] values) {
    putStrings(start(row, values.length, Element.STRING), values);
  }

  /** Copies all rows in, one behind the other. */
  public void put(float[] values) {
    putFloats(all(values.length, type().isHalf() ? type() : Element.FLOAT32), values);
  }

  /** Copies all rows in, one behind the other. */
  public void put(double[] values) {
    doubles.put(all(values.length, Element.FLOAT64), values);
  }

  /** Copies all rows in, one behind the other. */
  public void put(long[] values) {
    longs.put(all(values.length, Element.INT64), values);
  }

  /** Copies all rows in, one behind the other. */
  public void put(int[] values) {
    ints.put(all(values.length, Element.INT32), values);
  }

  /** Copies all rows in, one behind the other. */
  public void put(short[] values) {
    shorts.put(all(values.length, Element.INT16), values);
  }

  /** Copies all rows in, one behind the other. */
  public void put(byte[] values) {
    bytes.put(all(values.length, eight()), values);
  }

  /** Copies all rows in, one behind the other. */
  public void put(boolean[] values) {
    putBooleans(all(values.length, Element.BOOL), values);
  }

  /** Copies all rows in, one behind the other. */
  public void put(String[] values) {
    putStrings(all(values.length, Element.STRING), values);
  }

  /** Writes the float at {@code index}. */
  public void set(int index, float value) {
    if (type().isHalf()) {
      shorts.put(at(index, type()), Halves.of(type(), value));
    } else {
      floats.put(at(index, Element.FLOAT32), value);
    }
  }

  /** Writes the double at {@code index}. */
  public void setDouble(int index, double value) {
    doubles.put(at(index, Element.FLOAT64), value);
  }

  /** Writes the long at {@code index}. */
  public void setLong(int index, long value) {
    longs.put(at(index, Element.INT64), value);
  }

  /** Writes the int at {@code index}. */
  public void setInt(int index, int value) {
    ints.put(at(index, Element.INT32), value);
  }

  /** Writes the short at {@code index}. */
  public void setShort(int index, short value) {
    shorts.put(at(index, Element.INT16), value);
  }

  /** Writes the byte at {@code index}. */
  public void setByte(int index, byte value) {
    bytes.put(at(index, eight()), value);
  }

  /** Writes the truth at {@code index}. */
  public void setBoolean(int index, boolean value) {
    bytes.put(at(index, Element.BOOL), (byte) (value ? 1 : 0));
  }

  /** Writes the string at {@code index}. */
  public void setString(int index, String value) {
    strings[at(index, Element.STRING)] = Objects.requireNonNull(value);
  }

  private void putFloats(int start, float[] values) {
    if (type().isHalf()) {
      Halves.put(type(), shorts, start, values);
    } else {
      floats.put(start, values);
    }
  }

  private void putBooleans(int start, boolean[] values) {
    for (int i = 0; i < values.length; i++) {
      bytes.put(start + i, (byte) (values[i] ? 1 : 0));
    }
  }

  private void putStrings(int start, String[] values) {
    for (int i = 0; i < values.length; i++) {
      strings[start + i] = Objects.requireNonNull(values[i]);
    }
  }
}

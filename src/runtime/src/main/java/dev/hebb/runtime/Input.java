package dev.hebb.runtime;

import dev.hebb.runtime.engine.Gate;
import dev.hebb.runtime.engine.Slot;
import java.nio.Buffer;

/**
 * What the model reads. Values stay until they are overwritten, so the next run needs only what
 * changed.
 *
 * <p>{@code [rows, ...]}, row-major, see {@link Port}; not thread-safe.
 */
public final class Input extends Port {

  public Input(Gate gate, Slot slot, String unit, Buffer memory) {
    super(gate, slot, unit, memory);
  }

  /** Copies one row in; {@code values} is as long as a row. */
  public void put(int row, float[] values) {
    floats.put(start(row, values.length, Element.FLOAT32), values);
  }

  /** Copies one row in; {@code values} is as long as a row. */
  public void put(int row, long[] values) {
    longs.put(start(row, values.length, Element.INT64), values);
  }

  /** Copies one row in; {@code values} is as long as a row. */
  public void put(int row, int[] values) {
    ints.put(start(row, values.length, Element.INT32), values);
  }

  /** Copies all rows in, one behind the other. */
  public void put(float[] values) {
    floats.put(all(values.length, Element.FLOAT32), values);
  }

  /** Copies all rows in, one behind the other. */
  public void put(long[] values) {
    longs.put(all(values.length, Element.INT64), values);
  }

  /** Copies all rows in, one behind the other. */
  public void put(int[] values) {
    ints.put(all(values.length, Element.INT32), values);
  }

  /** Writes the float at {@code index}. */
  public void set(int index, float value) {
    floats.put(at(index, Element.FLOAT32), value);
  }

  /** Writes the long at {@code index}. */
  public void setLong(int index, long value) {
    longs.put(at(index, Element.INT64), value);
  }

  /** Writes the int at {@code index}. */
  public void setInt(int index, int value) {
    ints.put(at(index, Element.INT32), value);
  }
}

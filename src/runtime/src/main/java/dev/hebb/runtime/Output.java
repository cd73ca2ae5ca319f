package dev.hebb.runtime;

import dev.hebb.runtime.engine.Gate;
import dev.hebb.runtime.engine.Slot;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * What the model wrote in the last run; zeros before the first.
 *
 * <p>{@code [rows, ...]}, row-major, see {@link Port}; not thread-safe.
 */
public final class Output extends Port {

  /** Over memory of somebody else's; predictors and streams have theirs. */
  public Output(Gate gate, Slot slot, String unit, Buffer memory) {
    super(gate, slot, unit, memory);
  }

  /** Values that a run has put elsewhere, as many as there is room for. */
  void take(ByteBuffer raw) {
    Buffer values = type().view(raw.order(ByteOrder.nativeOrder()));
    type().copy(values, 0, memory(), 0, length());
  }

  /** Strings that the last run has put out, in place of those before. */
  void take(List<String> others) {
    if (others.size() != strings.length) {
      throw slot().wrongLength(others.size());
    }
    for (int i = 0; i < strings.length; i++) {
      strings[i] = others.get(i);
    }
  }
}

package dev.hebb.runtime;

import dev.hebb.runtime.engine.Gate;
import dev.hebb.runtime.engine.Slot;
import java.nio.Buffer;

/**
 * What the model wrote in the last run; zeros before the first.
 *
 * <p>{@code [rows, ...]}, row-major, see {@link Port}; not thread-safe.
 */
public final class Output extends Port {

  public Output(Gate gate, Slot slot, String unit, Buffer memory) {
    super(gate, slot, unit, memory);
  }
}

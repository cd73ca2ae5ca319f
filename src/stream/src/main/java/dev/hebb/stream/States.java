package dev.hebb.stream;

import dev.hebb.runtime.Input;
import dev.hebb.runtime.Output;
import dev.hebb.runtime.Port;
import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.PredictorException;
import dev.hebb.runtime.engine.Slot;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a stream knows between two ticks: its states, and behind them what was computed once.
 *
 * @param file the file's name, for messages
 * @param model the digest of its model
 */
record States(String file, String model, StreamPorts ports, Stepper stepper) {
  private List<Slot> slots() {
    List<Slot> slots = new ArrayList<>(ports.states());
    ports.contexts().all().forEach(context -> slots.add(slot(context)));
    return slots;
  }

  private Slot slot(Input input) {
    return ports.plan().input(input.name());
  }

  private Buffer memory(int index) {
    int states = ports.states().size();
    return index < states
        ? stepper.state(index)
        : ports.contexts().all().get(index - states).memory();
  }

  /** All states to zero. */
  void clear() {
    for (int i = 0; i < ports.states().size(); i++) {
      for (int at = 0; at < ports.states().get(i).length(); at++) {
        stepper.state(i).put(at, 0);
      }
    }
  }

  Snapshot snapshot() {
    List<Slot> slots = slots();
    List<Snapshot.Part> parts = new ArrayList<>();
    for (int i = 0; i < slots.size(); i++) {
      Slot slot = slots.get(i);
      ByteBuffer values = ByteBuffer.allocate(slot.bytes()).order(ByteOrder.LITTLE_ENDIAN);
      slot.type().copy(memory(i), 0, slot.type().view(values), 0, slot.length());
      parts.add(new Snapshot.Part(slot.name(), sizes(slot), values));
    }
    return new Snapshot(model, parts);
  }

  void restore(Snapshot snapshot) {
    if (!snapshot.model().equals(model)) {
      throw new PredictorException(
          file,
          "expected a snapshot of its model (%s...), got one of another (%s...). Restore it into a stream of the model it was taken from."
              .formatted(Snapshot.brief(model), Snapshot.brief(snapshot.model())));
    }
    List<Slot> slots = slots();
    for (int i = 0; i < slots.size(); i++) {
      Slot slot = slots.get(i);
      Snapshot.Part part = snapshot.parts().get(i);
      if (!part.sizes().equals(sizes(slot))) {
        throw new PredictorException(
            file,
            "expected a snapshot with %s of %s, got %s. Open the stream with the sizes of the one it was taken from."
                .formatted(slot.name(), slot.shape(), part.sizes()));
      }
    }
    for (int i = 0; i < slots.size(); i++) {
      Slot slot = slots.get(i);
      slot.type()
          .copy(slot.type().view(snapshot.parts().get(i).values()), 0, memory(i), 0, slot.length());
    }
  }

  private static List<Long> sizes(Slot slot) {
    return Arrays.stream(slot.sizes()).boxed().toList();
  }

  /** Row {@code i} goes on as row {@code rows[i]} did. */
  void select(int[] rows) {
    for (Slot slot : ports.states()) {
      boolean there = Arrays.stream(rows).allMatch(row -> row >= 0 && row < slot.rows());
      if (rows.length != slot.rows() || !there) {
        throw new PredictorException(
            file,
            "expected %s from 0 to %s, got %s. Name one for each row of the stream."
                .formatted(
                    slot.rows() == 1 ? "1 row" : slot.rows() + " rows",
                    slot.rows() - 1,
                    Arrays.toString(rows)));
      }
    }
    for (int i = 0; i < ports.states().size(); i++) {
      int length = ports.states().get(i).rowLength();
      for (int row = 0; row < rows.length; row++) {
        stepper.spare(i).put(row * length, stepper.state(i), rows[row] * length, length);
      }
    }
    stepper.swap();
  }

  /** Takes over what another file has computed for the first tick. */
  void begin(Twin twin, Predictor begun) {
    clear();
    for (int i = 0; i < ports.states().size(); i++) {
      String first = twin.states().get(i).first();
      if (!first.isEmpty()) {
        copy(begun.output(first), ports.states().get(i), stepper.state(i));
      }
    }
    for (Input context : ports.contexts().all()) {
      Output computed = begun.output(twin.contexts().get(context.name()));
      copy(computed, slot(context), context.memory());
    }
    for (Input held : ports.inputs().all()) {
      for (Input fed : begun.inputs()) {
        if (fed.name().equals(held.name())) {
          copy(fed, slot(held), held.memory());
        }
      }
    }
  }

  // One row is for all.
  private void copy(Port from, Slot slot, Buffer into) {
    boolean fits =
        from.rowLength() == slot.rowLength() && (from.rows() == slot.rows() || from.rows() == 1);
    if (!fits) {
      throw new PredictorException(
          file,
          "expected %s of %s, or one row of it, got %s. Open the stream with the sizes of what is computed before."
              .formatted(slot.name(), slot.shape(), from.shape()));
    }
    int length = slot.rowLength();
    for (int row = 0; row < slot.rows(); row++) {
      int at = from.rows() == 1 ? 0 : row * length;
      slot.type().copy(from.memory(), at, into, row * length, length);
    }
  }
}

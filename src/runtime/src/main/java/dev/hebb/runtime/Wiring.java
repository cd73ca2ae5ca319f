package dev.hebb.runtime;

import ai.onnxruntime.OrtException;
import dev.hebb.runtime.engine.Call;
import dev.hebb.runtime.engine.Engine;
import dev.hebb.runtime.engine.Gate;
import dev.hebb.runtime.engine.Metadata;
import dev.hebb.runtime.engine.Plan;
import dev.hebb.runtime.engine.Ports;
import dev.hebb.runtime.engine.Slot;
import dev.hebb.runtime.engine.Tensors;
import java.util.ArrayList;
import java.util.List;

/** The ports of a predictor and ONNX Runtime's tensors over their memory. */
final class Wiring implements AutoCloseable {
  private final Ports<Input> inputs;
  private final Ports<Output> outputs;
  private final Tensors fed;
  private final Tensors pinned;

  private final Call call;
  private final List<Bounds> bounds;

  private Wiring(
      Ports<Input> inputs,
      Ports<Output> outputs,
      Tensors fed,
      Tensors pinned,
      Call call,
      List<Bounds> bounds) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.fed = fed;
    this.pinned = pinned;
    this.call = call;
    this.bounds = bounds;
  }

  /** Allocates every port. */
  static Wiring of(Engine engine, Metadata metadata, Plan plan, Gate gate) throws OrtException {
    List<Input> inputs = new ArrayList<>();
    for (Slot slot : plan.inputs()) {
      inputs.add(new Input(gate, slot, metadata.unit(slot.name()), slot.allocate()));
    }
    List<Output> outputs = new ArrayList<>();
    for (Slot slot : plan.outputs()) {
      outputs.add(new Output(gate, slot, metadata.unit(slot.name()), slot.allocate()));
    }
    fillLengths(metadata, inputs);
    Tensors fed = Tensors.over(engine, inputs);
    try {
      Tensors pinned = Tensors.over(engine, outputs);
      return new Wiring(
          new Ports<>(metadata.file(), "input", inputs),
          new Ports<>(metadata.file(), "output", outputs),
          fed,
          pinned,
          engine.call(fed, pinned),
          Bounds.of(metadata, inputs));
    } catch (OrtException | RuntimeException e) {
      fed.close();
      throw e;
    }
  }

  Ports<Input> inputs() {
    return inputs;
  }

  Ports<Output> outputs() {
    return outputs;
  }

  /** An error when a whole number is outside of what the file says. */
  void check() {
    for (int i = 0; i < bounds.size(); i++) { // no iterator, as that would allocate
      bounds.get(i).check();
    }
  }

  /** Computes the outputs. */
  void run() throws OrtException {
    call.run();
  }

  @Override
  public void close() {
    fed.close();
    pinned.close();
  }

  // Rows are full until the user says otherwise; none is 0 long, not even in a warm-up.
  private static void fillLengths(Metadata metadata, List<Input> inputs) {
    for (Input lengths : inputs) {
      if (!metadata.lengthsOf(lengths.name()).isEmpty() && lengths.type() == Element.INT64) {
        long time = Bounds.time(metadata, inputs, lengths);
        for (int i = 0; i < lengths.length(); i++) {
          lengths.longs.put(i, time);
        }
      }
    }
  }
}

package dev.hebb.runtime;

import ai.onnxruntime.OrtException;
import dev.hebb.runtime.engine.Call;
import dev.hebb.runtime.engine.Engine;
import dev.hebb.runtime.engine.Gate;
import dev.hebb.runtime.engine.Loaded;
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
  private final List<Rule> rules;

  private Wiring(
      Ports<Input> inputs,
      Ports<Output> outputs,
      Tensors fed,
      Tensors pinned,
      Call call,
      List<Rule> rules) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.fed = fed;
    this.pinned = pinned;
    this.call = call;
    this.rules = rules;
  }

  /** Allocates every port. */
  static Wiring of(Loaded loaded, Plan plan, Gate gate, boolean numbersOnly) throws OrtException {
    Engine engine = loaded.engine();
    Metadata metadata = loaded.metadata();
    List<Input> inputs = new ArrayList<>();
    for (Slot slot : plan.inputs()) {
      inputs.add(new Input(gate, slot, metadata.unit(slot.name()), slot.allocate()));
    }
    List<Output> outputs = new ArrayList<>();
    for (Slot slot : plan.outputs()) {
      outputs.add(new Output(gate, slot, metadata.unit(slot.name()), slot.allocate()));
    }
    fillLengths(metadata, inputs);
    List<Rule> rules = Bounds.of(metadata, inputs);
    if (numbersOnly) {
      rules.addAll(NumbersOnly.of(metadata.file(), inputs));
    }
    Tensors fed = Tensors.over(engine, inputs);
    try {
      Tensors pinned = Tensors.over(engine, outputs);
      return new Wiring(
          new Ports<>(metadata.file(), "input", inputs),
          new Ports<>(metadata.file(), "output", outputs),
          fed,
          pinned,
          StringCall.isNeeded(inputs, outputs)
              ? new StringCall(engine, fed, pinned, inputs, outputs)
              : engine.call(fed, pinned),
          List.copyOf(rules));
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

  /** An error when a value is not what it must be. */
  void check() {
    for (int i = 0; i < rules.size(); i++) { // no iterator, as that would allocate
      rules.get(i).check();
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

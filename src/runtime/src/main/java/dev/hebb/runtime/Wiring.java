package dev.hebb.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
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
import java.util.Arrays;
import java.util.List;

/** The ports of a predictor and ONNX Runtime's tensors over their memory. */
final class Wiring implements AutoCloseable {
  private final Engine engine;
  private final Metadata metadata;
  private final Gate gate;
  private final Ports<Input> inputs;
  private final Tensors fed;
  private final List<Rule> rules;
  private Ports<Output> outputs;
  private Tensors pinned = new Tensors(List.of());
  private Call call;

  /** Allocates every port. */
  Wiring(Loaded loaded, Plan plan, Gate gate, boolean numbersOnly) throws OrtException {
    this.engine = loaded.engine();
    this.metadata = loaded.metadata();
    this.gate = gate;
    List<Input> made = new ArrayList<>();
    for (Slot slot : plan.inputs()) {
      made.add(new Input(gate, slot, metadata.unit(slot.name()), slot.allocate()));
    }
    fillLengths(made);
    this.inputs = new Ports<>(metadata.file(), "input", made);
    this.rules = Bounds.of(metadata, made);
    if (numbersOnly) {
      rules.addAll(NumbersOnly.of(metadata.file(), made));
    }
    this.outputs = new Ports<>(metadata.file(), "output", List.of());
    this.fed = Tensors.over(engine, made);
    try {
      wire(plan.outputs());
    } catch (OrtException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private void wire(List<Slot> slots) throws OrtException {
    List<Output> made = new ArrayList<>();
    for (Slot slot : slots) {
      made.add(new Output(gate, slot, metadata.unit(slot.name()), slot.allocate()));
    }
    Tensors before = pinned;
    pinned = Tensors.over(engine, made);
    before.close();
    outputs = new Ports<>(metadata.file(), "output", made);
    call =
        StringCall.isNeeded(inputs.all(), made)
            ? new StringCall(engine, fed, pinned, inputs.all(), made)
            : engine.call(fed, pinned);
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
    try {
      call.run();
    } catch (OrtException e) {
      if (call instanceof StringCall || !runIntoOtherSizes()) {
        throw e;
      }
    }
  }

  // Where the size of an output depends on values, it may not come out as it is bound.
  private boolean runIntoOtherSizes() throws OrtException {
    try (OrtSession.Result result = engine.run(fed)) {
      List<Slot> slots = new ArrayList<>();
      boolean same = true;
      for (int i = 0; i < outputs.all().size(); i++) {
        long[] sizes = ((OnnxTensor) result.get(i)).getInfo().getShape();
        slots.add(new Slot(engine.outputs().get(i), sizes));
        same &= Arrays.equals(sizes, outputs.all().get(i).dims());
      }
      if (same) {
        return false;
      }
      wire(slots);
      for (int i = 0; i < slots.size(); i++) {
        outputs.all().get(i).take(((OnnxTensor) result.get(i)).getByteBuffer());
      }
      return true;
    }
  }

  @Override
  public void close() {
    fed.close();
    pinned.close();
  }

  // Rows are full until the user says otherwise; none is 0 long, not even in a warm-up.
  private void fillLengths(List<Input> made) {
    for (Input lengths : made) {
      if (!metadata.lengthsOf(lengths.name()).isEmpty() && lengths.type() == Element.INT64) {
        long time = Bounds.time(metadata, made, lengths);
        for (int i = 0; i < lengths.length(); i++) {
          lengths.longs.put(i, time);
        }
      }
    }
  }
}

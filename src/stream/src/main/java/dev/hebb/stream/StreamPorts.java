package dev.hebb.stream;

import dev.hebb.runtime.Input;
import dev.hebb.runtime.Output;
import dev.hebb.runtime.engine.Gate;
import dev.hebb.runtime.engine.Metadata;
import dev.hebb.runtime.engine.Plan;
import dev.hebb.runtime.engine.Ports;
import dev.hebb.runtime.engine.Slot;
import java.util.ArrayList;
import java.util.List;

/**
 * What a stream is fed and gives, in one memory with its states.
 *
 * @param inputs the ticks, and what else the network is fed
 * @param contexts inputs that are computed once
 * @param plan sizes of all of them
 * @param states slots of the states, in the order of the twin; they have no ports
 * @param memory where there is room for the states, twice
 */
record StreamPorts(
    Ports<Input> inputs,
    Ports<Input> contexts,
    Ports<Output> outputs,
    Plan plan,
    List<Slot> states,
    Memory memory) {
  static StreamPorts of(Metadata metadata, Twin twin, Plan plan, Memory memory, Gate gate) {
    List<Input> inputs = new ArrayList<>();
    List<Input> contexts = new ArrayList<>();
    List<Output> outputs = new ArrayList<>();
    for (Slot slot : plan.inputs()) {
      if (!twin.isStateIn(slot.name())) {
        boolean context = twin.contexts().containsKey(slot.name());
        (context ? contexts : inputs)
            .add(new Input(gate, slot, metadata.unit(slot.name()), memory.take(slot)));
      }
    }
    for (Slot slot : plan.outputs()) {
      if (!twin.isStateOut(slot.name())) {
        outputs.add(new Output(gate, slot, metadata.unit(slot.name()), memory.take(slot)));
      }
    }
    return new StreamPorts(
        new Ports<>(metadata.file(), "input", inputs),
        new Ports<>(metadata.file(), "context", contexts),
        new Ports<>(metadata.file(), "output", outputs),
        plan,
        states(twin, plan),
        memory);
  }

  private static List<Slot> states(Twin twin, Plan plan) {
    return twin.states().stream().map(state -> plan.input(state.input())).toList();
  }

  /** Every port that the step is fed. */
  List<Input> fed() {
    List<Input> fed = new ArrayList<>(inputs.all());
    fed.addAll(contexts.all());
    return fed;
  }
}

package dev.hebb.stream;

import ai.onnxruntime.OrtException;
import dev.hebb.runtime.Input;
import dev.hebb.runtime.Output;
import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.PredictorException;
import dev.hebb.runtime.engine.Door;
import dev.hebb.runtime.engine.Gate;
import dev.hebb.runtime.engine.Metadata;
import dev.hebb.runtime.engine.OrtMessage;
import dev.hebb.runtime.engine.Plan;
import dev.hebb.stream.tick.Program;
import java.util.List;
import java.util.Optional;

/**
 * One sequence on its way through a streaming file: fed a tick, it gives the output of that tick,
 * which is what the network gives for the window so far.
 *
 * <p>Everything is allocated when it is opened. What an input holds stays until it is overwritten.
 *
 * <p>Not thread-safe: a second step at the same time is refused, and {@link #close()} waits for one
 * in progress. What steps or touches values throws {@link IllegalStateException} after {@code
 * close()}.
 */
public final class Stream implements AutoCloseable {
  private final Streams streams;
  private final Gate gate;
  private final StreamPorts ports;
  private final Stepper stepper;
  private final States states;

  private Stream(Streams streams, Gate gate, StreamPorts ports, Stepper stepper, States states) {
    this.streams = streams;
    this.gate = gate;
    this.ports = ports;
    this.stepper = stepper;
    this.states = states;
  }

  static Stream of(Streams streams, Plan plan, Optional<Program> program) throws OrtException {
    String file = streams.file();
    Twin twin = streams.twin();
    Gate gate = new Gate(file, Door.STREAM);
    // Each state is an input and an output: its memory is there twice.
    Memory memory = program.isPresent() ? Memory.heap() : Memory.direct(plan.all());
    StreamPorts ports = StreamPorts.of(streams.notes(), twin, plan, memory, gate);
    Stepper stepper =
        program.isPresent()
            ? new JavaStepper(file, program.get(), twin, plan, ports)
            : OrtStepper.of(streams.engine(), twin, ports);
    States states = new States(file, streams.model(), ports, stepper);
    return new Stream(streams, gate, ports, stepper, states);
  }

  /**
   * Computes the outputs of a tick from the inputs and from all ticks before.
   *
   * @throws PredictorException when ONNX Runtime refuses, with what it said; the tick is then as if
   *     it had not come
   * @throws IllegalStateException when closed, or running in another thread
   */
  public void step() {
    gate.enter();
    try {
      stepper.step();
    } catch (OrtException e) {
      throw OrtMessage.running(streams.file(), streams.engine().version(), e);
    } finally {
      gate.exit();
    }
  }

  /** The only input; an error when there are several. */
  public Input input() {
    return ports.inputs().only();
  }

  /** The input of this name. */
  public Input input(String name) {
    return ports.inputs().named(name);
  }

  /** Every input but states, in the order of the file. */
  public List<Input> inputs() {
    return ports.inputs().all();
  }

  /** The only output; an error when there are several. */
  public Output output() {
    return ports.outputs().only();
  }

  /** The output of this name. */
  public Output output(String name) {
    return ports.outputs().named(name);
  }

  /** Every output but states, in the order of the file. */
  public List<Output> outputs() {
    return ports.outputs().all();
  }

  /**
   * Forgets all ticks; inputs keep their values.
   *
   * <p>What was computed once stays too, but the states that came with it are zeros: {@link #begin}
   * again.
   */
  public void reset() {
    locked(states::clear);
  }

  /** What it remembers now; it goes on as if nothing had happened. */
  public Snapshot snapshot() {
    gate.enter();
    try {
      return states.snapshot();
    } finally {
      gate.exit();
    }
  }

  /**
   * Remembers what a stream of this model remembered, this one or another.
   *
   * @throws PredictorException when the snapshot is of another model, or of other sizes
   */
  public void restore(Snapshot snapshot) {
    locked(() -> states.restore(snapshot));
  }

  /**
   * Begins with what was computed before the first tick: first states, what every tick looks at,
   * and inputs that both have. Where that has one row, it is for all rows of this stream.
   *
   * @param begun the begin file that was exported with this one, after a run
   * @throws PredictorException when it is another file, or was run with other sizes
   */
  public void begin(Predictor begun) {
    String wanted = streams.twin().begin();
    String got = begun.metadata().getOrDefault(Metadata.MODEL, "");
    if (wanted.isEmpty() || !wanted.equals(got)) {
      throw new PredictorException(
          streams.file(),
          wanted.isEmpty()
              ? "begins with zeros, nothing is computed before. Use reset()."
              : "expected what its own begin file computes (model %s...), got that of model %s.... Run the one that was exported with it."
                  .formatted(Snapshot.brief(wanted), Snapshot.brief(got)));
    }
    locked(() -> states.begin(streams.twin(), begun));
  }

  /**
   * Lets rows go on from other rows: row {@code i} remembers what row {@code rows[i]} did. For a
   * search that follows several ways, and drops the worse ones.
   *
   * @param rows one for each row of this stream; the same may come several times
   * @throws PredictorException when a row is not there
   */
  public void select(int... rows) {
    locked(() -> states.select(rows));
  }

  /** How many bytes of memory it has of its own for inputs, outputs and states. */
  public long bytes() {
    return ports.memory().taken();
  }

  private void locked(Runnable change) {
    gate.enter();
    try {
      change.run();
    } finally {
      gate.exit();
    }
  }

  /** Its inputs, outputs and states, and what is proven, in a few lines. */
  public String describe() {
    StringBuilder text = new StringBuilder(streams.title());
    ports.inputs().all().forEach(port -> text.append("\n  input   ").append(port.describe()));
    ports.contexts().all().forEach(port -> text.append("\n  context ").append(port.describe()));
    ports.outputs().all().forEach(port -> text.append("\n  output  ").append(port.describe()));
    ports
        .states()
        .forEach(
            slot ->
                text.append(
                    "\n  state   \"%s\" %s %s".formatted(slot.name(), slot.type(), slot.shape())));
    return text.append("\n").append(streams.foot(stepper instanceof JavaStepper)).toString();
  }

  /** Frees its memory, after a step in progress has ended; again does nothing. */
  @Override
  public void close() {
    if (gate.close()) {
      stepper.close();
      streams.forget(this);
    }
  }
}

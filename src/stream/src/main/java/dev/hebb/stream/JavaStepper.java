package dev.hebb.stream;

import dev.hebb.runtime.Port;
import dev.hebb.runtime.PredictorException;
import dev.hebb.runtime.engine.Plan;
import dev.hebb.runtime.engine.Slot;
import dev.hebb.stream.tick.Program;
import dev.hebb.stream.tick.TickException;
import java.nio.Buffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;

/** Ticks in Java: the arrays of ports and states are what the program reads and writes. */
final class JavaStepper implements Stepper {
  private final String file;
  private final Program program;
  private final List<Whole> whole;
  private FloatBuffer[] read;
  private FloatBuffer[] written;
  private float[][] in;
  private float[][] out;
  private float[][] otherIn;
  private float[][] otherOut;

  /** A port of whole numbers, which the program reads as floats. */
  private record Whole(Buffer memory, FloatBuffer floats) {
    void copy() {
      for (int i = 0; i < floats.limit(); i++) {
        floats.put(
            i,
            memory instanceof LongBuffer longs
                ? (float) longs.get(i)
                : (float) ((IntBuffer) memory).get(i));
      }
    }
  }

  JavaStepper(String file, Program program, Twin twin, Plan plan, StreamPorts ports) {
    this.file = file;
    this.program = program;
    this.whole = new ArrayList<>();
    this.in = new float[plan.inputs().size()][];
    this.out = new float[plan.outputs().size()][];
    for (Port port : ports.fed()) {
      in[index(plan.inputs(), port.name())] = array(port);
    }
    for (Port port : ports.outputs().all()) {
      out[index(plan.outputs(), port.name())] = array(port);
    }
    this.otherIn = in.clone();
    this.otherOut = out.clone();
    int states = ports.states().size();
    this.read = new FloatBuffer[states];
    this.written = new FloatBuffer[states];
    for (int i = 0; i < states; i++) {
      read[i] = (FloatBuffer) ports.memory().take(ports.states().get(i));
      written[i] = (FloatBuffer) ports.memory().take(ports.states().get(i));
      int input = index(plan.inputs(), twin.states().get(i).input());
      int output = index(plan.outputs(), twin.states().get(i).output());
      in[input] = read[i].array();
      out[output] = written[i].array();
      otherIn[input] = written[i].array();
      otherOut[output] = read[i].array();
    }
  }

  private float[] array(Port port) {
    if (port.memory() instanceof FloatBuffer floats) {
      return floats.array();
    }
    Whole copied = new Whole(port.memory(), FloatBuffer.allocate(port.length()));
    whole.add(copied);
    return copied.floats().array();
  }

  private static int index(List<Slot> slots, String name) {
    for (int i = 0; i < slots.size(); i++) {
      if (slots.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalStateException("no slot is called " + name);
  }

  @Override
  public void step() {
    for (int i = 0; i < whole.size(); i++) { // no iterator: this is called at every tick
      whole.get(i).copy();
    }
    try {
      program.run(in, out);
    } catch (TickException e) {
      throw new PredictorException(
          file,
          "cannot compute this (%s). Check the values of its inputs.".formatted(e.getMessage()),
          e);
    }
    swap();
  }

  @Override
  public FloatBuffer state(int index) {
    return read[index];
  }

  @Override
  public FloatBuffer spare(int index) {
    return written[index];
  }

  @Override
  public void swap() {
    FloatBuffer[] buffers = read;
    read = written;
    written = buffers;
    float[][] inputs = in;
    in = otherIn;
    otherIn = inputs;
    float[][] outputs = out;
    out = otherOut;
    otherOut = outputs;
  }

  @Override
  public void close() {}
}

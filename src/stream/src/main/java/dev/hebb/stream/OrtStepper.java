package dev.hebb.stream;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import dev.hebb.runtime.Port;
import dev.hebb.runtime.engine.Call;
import dev.hebb.runtime.engine.Engine;
import dev.hebb.runtime.engine.Slot;
import dev.hebb.runtime.engine.Tensors;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Ticks by ONNX Runtime: every tensor is made once, over the memory of the stream. */
final class OrtStepper implements Stepper {
  private final Engine engine;
  private final List<OnnxTensor> tensors;
  private FloatBuffer[] read;
  private FloatBuffer[] written;
  private Call call;
  private Call other;

  private OrtStepper(
      Engine engine, List<OnnxTensor> tensors, FloatBuffer[] read, FloatBuffer[] written) {
    this.engine = engine;
    this.tensors = tensors;
    this.read = read;
    this.written = written;
  }

  /** Over the memory of these ports; what is left of it is for the states, twice. */
  static OrtStepper of(Engine engine, Twin twin, StreamPorts ports) throws OrtException {
    List<Slot> states = ports.states();
    FloatBuffer[] read = new FloatBuffer[states.size()];
    FloatBuffer[] written = new FloatBuffer[states.size()];
    OrtStepper stepper = new OrtStepper(engine, new ArrayList<>(), read, written);
    try {
      List<Map.Entry<String, OnnxTensor>> fed = stepper.over(ports.fed());
      List<Map.Entry<String, OnnxTensor>> pinned = stepper.over(ports.outputs().all());
      List<Map.Entry<String, OnnxTensor>> otherFed = new ArrayList<>(fed);
      List<Map.Entry<String, OnnxTensor>> otherPinned = new ArrayList<>(pinned);
      for (int i = 0; i < states.size(); i++) {
        read[i] = (FloatBuffer) ports.memory().take(states.get(i));
        written[i] = (FloatBuffer) ports.memory().take(states.get(i));
        OnnxTensor a = stepper.tensor(read[i], states.get(i));
        OnnxTensor b = stepper.tensor(written[i], states.get(i));
        String input = twin.states().get(i).input();
        String output = twin.states().get(i).output();
        fed.add(Map.entry(input, a));
        pinned.add(Map.entry(output, b));
        otherFed.add(Map.entry(input, b));
        otherPinned.add(Map.entry(output, a));
      }
      stepper.call = engine.call(new Tensors(fed), new Tensors(pinned));
      stepper.other = engine.call(new Tensors(otherFed), new Tensors(otherPinned));
      return stepper;
    } catch (OrtException | RuntimeException e) {
      stepper.close();
      throw e;
    }
  }

  private List<Map.Entry<String, OnnxTensor>> over(List<? extends Port> ports) throws OrtException {
    List<Map.Entry<String, OnnxTensor>> entries = new ArrayList<>();
    for (Port port : ports) {
      OnnxTensor tensor = engine.tensor(port.type(), port.memory(), port.dims());
      tensors.add(tensor);
      entries.add(Map.entry(port.name(), tensor));
    }
    return entries;
  }

  private OnnxTensor tensor(FloatBuffer memory, Slot slot) throws OrtException {
    OnnxTensor tensor = engine.tensor(slot.type(), memory, slot.sizes());
    tensors.add(tensor);
    return tensor;
  }

  @Override
  public void step() throws OrtException {
    call.run();
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
    Call ran = call;
    call = other;
    other = ran;
  }

  @Override
  public void close() {
    tensors.forEach(OnnxTensor::close);
  }
}

package dev.hebb.runtime.engine;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every input and output of a file, with its sizes. */
public record Plan(List<Slot> inputs, List<Slot> outputs) {
  /** Both, in the order of the file. */
  public List<Slot> all() {
    List<Slot> all = new ArrayList<>(inputs);
    all.addAll(outputs);
    return all;
  }

  public Plan {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /**
   * Binds all sizes. An output whose sizes do not follow from those of the inputs gets the sizes it
   * has in one run on zeros.
   */
  public static Plan of(Engine engine, Binding binding) throws OrtException {
    List<Slot> inputs = new ArrayList<>();
    for (Declared input : engine.inputs()) {
      inputs.add(new Slot(input, binding.sizesOf(input).orElseThrow()));
    }
    List<Slot> outputs = new ArrayList<>();
    for (Declared output : engine.outputs()) {
      // ONNX Runtime describes an output of unknown rank like a scalar.
      Optional<long[]> sizes = output.dims().isEmpty() ? Optional.empty() : binding.sizesOf(output);
      if (sizes.isEmpty()) {
        return new Plan(inputs, outputsOfARun(engine, inputs));
      }
      outputs.add(new Slot(output, sizes.get()));
    }
    return new Plan(inputs, outputs);
  }

  /** The input of this name, which is there. */
  public Slot input(String name) {
    return inputs.stream().filter(slot -> slot.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<Slot> outputsOfARun(Engine engine, List<Slot> inputs) throws OrtException {
    Map<String, OnnxTensor> fed = new LinkedHashMap<>();
    try {
      for (Slot input : inputs) {
        fed.put(input.name(), engine.tensor(input.type(), input.allocate(), input.sizes()));
      }
      try (OrtSession.Result result = engine.run(fed)) {
        List<Slot> slots = new ArrayList<>();
        List<Declared> outputs = engine.outputs();
        for (int i = 0; i < outputs.size(); i++) {
          OnnxTensor tensor = (OnnxTensor) result.get(i);
          slots.add(new Slot(outputs.get(i), tensor.getInfo().getShape()));
        }
        return slots;
      }
    } finally {
      fed.values().forEach(OnnxTensor::close);
    }
  }
}

package dev.hebb.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The ports of a predictor and ONNX Runtime's tensors over their memory. */
final class Wiring implements AutoCloseable {
  private final List<Input> inputs;
  private final List<Output> outputs;
  private final Tensors fed;
  private final Tensors pinned;

  private Wiring(List<Input> inputs, List<Output> outputs, Tensors fed, Tensors pinned) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.fed = fed;
    this.pinned = pinned;
  }

  /**
   * Allocates every port. An output whose sizes do not follow from those of the inputs gets the
   * sizes it has in one run on zeros.
   */
  static Wiring of(Engine engine, Metadata metadata, Binding binding, Gate gate)
      throws OrtException {
    List<Input> inputs = new ArrayList<>();
    for (Declared input : engine.inputs()) {
      long[] sizes = binding.sizesOf(input).orElseThrow();
      inputs.add(new Input(gate, new Slot(input, sizes), metadata.unit(input.name())));
    }
    fillLengths(metadata, inputs);
    Tensors fed = Tensors.over(engine, inputs);
    try {
      List<Output> outputs = new ArrayList<>();
      for (Slot slot : outputSlots(engine, binding, fed)) {
        outputs.add(new Output(gate, slot, metadata.unit(slot.name())));
      }
      return new Wiring(
          List.copyOf(inputs), List.copyOf(outputs), fed, Tensors.over(engine, outputs));
    } catch (OrtException | RuntimeException e) {
      fed.close();
      throw e;
    }
  }

  List<Input> inputs() {
    return inputs;
  }

  List<Output> outputs() {
    return outputs;
  }

  Tensors fed() {
    return fed;
  }

  Tensors pinned() {
    return pinned;
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

  private static List<Slot> outputSlots(Engine engine, Binding binding, Tensors fed)
      throws OrtException {
    List<Slot> slots = new ArrayList<>();
    for (Declared output : engine.outputs()) {
      // ONNX Runtime describes an output of unknown rank like a scalar.
      Optional<long[]> sizes = output.dims().isEmpty() ? Optional.empty() : binding.sizesOf(output);
      if (sizes.isEmpty()) {
        return slotsOfARun(engine, fed);
      }
      slots.add(new Slot(output, sizes.get()));
    }
    return slots;
  }

  private static List<Slot> slotsOfARun(Engine engine, Tensors fed) throws OrtException {
    List<Slot> slots = new ArrayList<>();
    try (OrtSession.Result result = engine.run(fed)) {
      List<Declared> outputs = engine.outputs();
      for (int i = 0; i < outputs.size(); i++) {
        OnnxTensor tensor = (OnnxTensor) result.get(i);
        slots.add(new Slot(outputs.get(i), tensor.getInfo().getShape()));
      }
    }
    return slots;
  }
}

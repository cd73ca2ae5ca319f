package dev.hebb.training.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDArray;
import dev.hebb.graph.DataType;
import dev.hebb.graph.Tensor;
import dev.hebb.training.data.TensorSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A training program on one device. Not thread-safe. */
final class Replica implements AutoCloseable {
  private final TorchModule module;
  private final Map<Integer, TorchModule.Longs> rows = new HashMap<>();
  private final TorchModule.Doubles control;
  private final TorchModule.Doubles shares;

  /**
   * Begins.
   *
   * @param controls how many numbers a step wants
   * @param parts how many replicas there are
   */
  Replica(TorchModule module, int controls, int parts) {
    this.module = module;
    module.train("begin", List.of());
    control = module.doubles(controls);
    shares = module.doubles(parts);
  }

  List<PtNDArray> put(List<Tensor> tensors) {
    return tensors.stream().map(module::put).toList();
  }

  List<TorchModule.Bytes> room(List<TensorSpec> specs, int rows) {
    return specs.stream().map(spec -> module.bytes(spec.type(), spec.dims(rows))).toList();
  }

  /** The numbers of the step that comes. */
  void control(double[] numbers) {
    control.buffer().put(0, numbers);
  }

  /** A whole step: figures, and one number more. */
  float[] step(List<PtNDArray> data, int[] batch) {
    List<PtNDArray> arguments = arguments(data, batch);
    arguments.add(control.array());
    return module.train("step", arguments);
  }

  /**
   * What a replica makes of its part of a batch, which it may still be at work on; its memory is
   * freed when it is closed.
   */
  record Part(NDList results) implements AutoCloseable {
    float[] figures() {
      try (NDArray seen = results.get(0).toDevice(ai.djl.Device.cpu(), true)) {
        return seen.toFloatArray();
      }
    }

    PtNDArray gradients() {
      return (PtNDArray) results.get(1);
    }

    @Override
    public void close() {
      results.close();
    }
  }

  Part gradients(List<PtNDArray> data, int[] batch) {
    List<PtNDArray> arguments = arguments(data, batch);
    arguments.add(control.array());
    return new Part(module.call("gradients", arguments));
  }

  /** Updates the parameters by the gradients of all parts. */
  void apply(List<PtNDArray> gradients, double[] each) {
    shares.buffer().put(0, each);
    List<PtNDArray> arguments = new ArrayList<>(gradients);
    arguments.add(shares.array());
    arguments.add(control.array());
    module.train("apply", arguments);
  }

  double[] evaluate(List<PtNDArray> data, int[] batch) {
    return module.figures("evaluate", arguments(data, batch));
  }

  private List<PtNDArray> arguments(List<PtNDArray> data, int[] batch) {
    TorchModule.Longs target = rows.computeIfAbsent(batch.length, module::longs);
    for (int i = 0; i < batch.length; i++) {
      target.buffer().put(i, batch[i]);
    }
    List<PtNDArray> arguments = new ArrayList<>(data);
    arguments.add(target.array());
    return arguments;
  }

  List<Tensor> copies(String method) {
    return module.copies(method);
  }

  void call(String method) {
    module.train(method, List.of());
  }

  /** Room for as many float32 numbers. */
  TorchModule.Bytes room(long count) {
    return module.bytes(DataType.FLOAT32, count);
  }

  /** Puts other parameters in the place of all. */
  void set(List<Tensor> params) {
    module.give("set", params);
  }

  void restore(List<Tensor> given) {
    module.give("restore", given);
  }

  @Override
  public void close() {
    module.close();
  }
}

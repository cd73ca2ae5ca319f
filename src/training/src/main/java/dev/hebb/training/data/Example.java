package dev.hebb.training.data;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Seed;
import dev.hebb.graph.Tensor;
import dev.hebb.training.TrainingException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One example.
 *
 * @param inputs one for each of the network's inputs, without the rows: a picture is {@code
 *     [height, width, channels]}
 * @param targets one for each of its outputs; a class label is an int64 without axes
 * @param weights how much it counts, for all outputs or for each; none if as much as all others
 */
public record Example(List<Tensor> inputs, List<Tensor> targets, List<Tensor> weights) {
  public Example {
    inputs = List.copyOf(inputs);
    targets = List.copyOf(targets);
    weights = List.copyOf(weights);
  }

  /** One that counts as much as all others. */
  public Example(List<Tensor> inputs, List<Tensor> targets) {
    this(inputs, targets, List.of());
  }

  /** One input and one target. */
  public static Example of(Tensor input, Tensor target) {
    return new Example(List.of(input), List.of(target));
  }

  /** One input and the number of its class. */
  public static Example of(Tensor input, long label) {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(0, label);
    return of(input, Tensor.wrap(DataType.INT64, bytes));
  }

  /** The first input, for most networks the only one. */
  public Tensor input() {
    return inputs.get(0);
  }

  /** The first target. */
  public Tensor target() {
    return targets.get(0);
  }

  /**
   * The class that the target names.
   *
   * @throws TrainingException when the target is no label
   */
  public long label() {
    Tensor target = target();
    if (target.type() != DataType.INT64 || target.size() != 1) {
      throw new TrainingException(
          "data: expected a class label, which is one INT64, got a target %s. Use target()."
              .formatted(target));
    }
    return target.bytes().getLong(0);
  }

  /** With another first input, such as a picture that was flipped. */
  public Example withInput(Tensor other) {
    List<Tensor> changed = new ArrayList<>(inputs);
    changed.set(0, other);
    return new Example(changed, targets, weights);
  }

  /** With another first target. */
  public Example withTarget(Tensor other) {
    List<Tensor> changed = new ArrayList<>(targets);
    changed.set(0, other);
    return new Example(inputs, changed, weights);
  }

  /** That counts so much, where others count 1. */
  public Example withWeight(double weight) {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putFloat(0, (float) weight);
    return withWeights(Tensor.wrap(DataType.FLOAT32, bytes));
  }

  /** Whose places count so much. */
  public Example withWeights(Tensor places) {
    return new Example(inputs, targets, List.of(places));
  }

  List<Tensor> tensors() {
    return Stream.of(inputs, targets, weights).flatMap(List::stream).toList();
  }

  /** Reads one out of a source. */
  static Example read(Examples examples, int row, Seed seed) {
    List<ByteBuffer> buffers = new ArrayList<>();
    List<TensorSpec> specs = examples.specs();
    for (TensorSpec spec : specs) {
      buffers.add(ByteBuffer.allocate(spec.bytes()).order(ByteOrder.LITTLE_ENDIAN));
    }
    examples.read(row, seed, buffers);
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < buffers.size(); i++) {
      TensorSpec spec = specs.get(i);
      long[] dims = spec.dims().stream().mapToLong(Long::longValue).toArray();
      tensors.add(Tensor.wrap(spec.type(), buffers.get(i).flip(), dims));
    }
    int inputs = examples.inputSpecs().size();
    int targets = inputs + examples.targetSpecs().size();
    return new Example(
        tensors.subList(0, inputs),
        tensors.subList(inputs, targets),
        tensors.subList(targets, tensors.size()));
  }

  /** Writes it as row {@code row} of examples that all look like this. */
  void write(int row, ExampleSpec spec, List<ByteBuffer> into) {
    same(row, "inputs", spec.inputs(), inputs);
    same(row, "targets", spec.targets(), targets);
    same(row, "weights", spec.weights(), weights);
    List<Tensor> all = tensors();
    for (int i = 0; i < all.size(); i++) {
      into.get(i).put(all.get(i).bytes());
    }
  }

  private static void same(int row, String what, List<TensorSpec> specs, List<Tensor> tensors) {
    List<TensorSpec> got = TensorSpec.of(tensors);
    boolean same = got.size() == specs.size();
    for (int i = 0; same && i < got.size(); i++) {
      same = specs.get(i).takes(got.get(i));
    }
    if (!same) {
      throw new TrainingException(
          "data: row %d: expected %s %s as in row 0, got %s. Give rows of one shape and type."
              .formatted(row, what, specs, got));
    }
  }
}

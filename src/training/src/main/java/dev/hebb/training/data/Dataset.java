package dev.hebb.training.data;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Samples;
import dev.hebb.graph.Seed;
import dev.hebb.graph.Tensor;
import dev.hebb.training.TrainingException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Examples in memory: row i of the inputs belongs to row i of the targets.
 *
 * @param inputs {@code [rows, ...]}, one for each of the network's inputs
 * @param targets {@code [rows, ...]}, one for each of its outputs
 * @param weights {@code [rows]} or {@code [rows, time]}, floats, one for all outputs or one for
 *     each: how much each row counts in the loss, or each of its places; none if all alike
 */
public record Dataset(List<Tensor> inputs, List<Tensor> targets, List<Tensor> weights)
    implements Examples, Samples {
  public Dataset {
    inputs = List.copyOf(inputs);
    targets = List.copyOf(targets);
    weights = List.copyOf(weights);
    long rows = inputs.get(0).dims()[0];
    for (Tensor tensor : targets) {
      if (tensor.dims()[0] != rows) {
        throw new TrainingException(
            "data: expected as many targets as inputs, got "
                + tensor.dims()[0]
                + " and "
                + rows
                + ".");
      }
    }
    for (Tensor tensor : weights) {
      if (tensor.dims().length == 0 || tensor.dims()[0] != rows) {
        throw new TrainingException(
            "data: expected weights for %d rows, got %s. Give one weight a row."
                .formatted(rows, Arrays.toString(tensor.dims())));
      }
    }
    for (int i = 0; i < inputs.size(); i++) {
      finite(inputs.get(i), "input");
    }
    for (int i = 0; i < targets.size(); i++) {
      finite(targets.get(i), "target");
    }
    for (Tensor tensor : weights) {
      finite(tensor, "weights");
      notNegative(tensor);
    }
  }

  /** Rows that all count alike. */
  public Dataset(List<Tensor> inputs, List<Tensor> targets) {
    this(inputs, targets, List.of());
  }

  /** One input and one target. */
  public static Dataset of(Tensor inputs, Tensor targets) {
    return new Dataset(List.of(inputs), List.of(targets));
  }

  /** These, of which each row counts so much, or each of its places, for every output. */
  public Dataset weights(Tensor each) {
    return new Dataset(inputs, targets, List.of(each));
  }

  private static void notNegative(Tensor tensor) {
    if (tensor.type() != DataType.FLOAT32) {
      return; // The network says what type it wants.
    }
    FloatBuffer values = tensor.floats();
    for (int i = 0; i < values.limit(); i++) {
      if (values.get(i) < 0) {
        throw new TrainingException(
            "data: weights row %d: expected at least 0, got %s. Leave out rows that should not count."
                .formatted(i / (tensor.size() / tensor.dims()[0]), values.get(i)));
      }
    }
  }

  private static void finite(Tensor tensor, String what) {
    if (tensor.type() != DataType.FLOAT32) {
      return; // Whole numbers are.
    }
    FloatBuffer values = tensor.floats();
    long[] dims = tensor.dims();
    int row = Math.toIntExact(dims[0] == 0 ? 0 : tensor.size() / dims[0]);
    for (int i = 0; i < values.limit(); i++) {
      float value = values.get(i);
      if (!Float.isFinite(value)) {
        throw new TrainingException(
            "data: "
                + what
                + " row "
                + i / row
                + ", column "
                + i % row
                + " is "
                + value
                + ". Remove the row or fill the gap before training.");
      }
    }
  }

  /** The inputs, then the targets, then the weights. */
  public List<Tensor> tensors() {
    return Stream.of(inputs, targets, weights).flatMap(List::stream).toList();
  }

  @Override
  public int rows() {
    return Math.toIntExact(inputs.get(0).dims()[0]);
  }

  @Override
  public ExampleSpec spec() {
    return new ExampleSpec(specs(inputs), specs(targets), specs(weights));
  }

  private static List<TensorSpec> specs(List<Tensor> tensors) {
    return tensors.stream()
        .map(tensor -> TensorSpec.of(tensor.type(), Arrays.stream(tensor.dims()).skip(1).toArray()))
        .toList();
  }

  @Override
  public void read(int row, Seed seed, List<ByteBuffer> into) {
    List<Tensor> all = tensors();
    for (int i = 0; i < all.size(); i++) {
      into.get(i).put(all.get(i).rows(row, row + 1).bytes());
    }
  }

  /** Rows {@code from} (inclusive) to {@code to} (exclusive), without a copy. */
  @Override
  public Dataset rows(int from, int to) {
    return new Dataset(
        inputs.stream().map(tensor -> tensor.rows(from, to)).toList(),
        targets.stream().map(tensor -> tensor.rows(from, to)).toList(),
        weights.stream().map(tensor -> tensor.rows(from, to)).toList());
  }

  @Override
  public Dataset before(double share) {
    return (Dataset) Examples.super.before(share);
  }

  @Override
  public Dataset last(double share) {
    return (Dataset) Examples.super.last(share);
  }

  /** All of them in another order, copied. */
  @Override
  public Dataset shuffled(long seed) {
    return Examples.super.shuffled(seed).toDataset();
  }

  @Override
  public Dataset toDataset() {
    return this;
  }

  @Override
  public String toString() {
    return rows()
        + " rows of "
        + inputs.stream().map(tensor -> Arrays.toString(tensor.dims())).toList();
  }
}

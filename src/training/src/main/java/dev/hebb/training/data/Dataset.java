package dev.hebb.training.data;

import dev.hebb.graph.Tensor;
import dev.hebb.training.TrainingException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Examples in memory: row i of the inputs belongs to row i of the targets.
 *
 * @param inputs {@code [rows, ...]}, one for each of the network's inputs
 * @param targets {@code [rows, ...]}, one for each of its outputs
 */
public record Dataset(List<Tensor> inputs, List<Tensor> targets) {
  public Dataset {
    inputs = List.copyOf(inputs);
    targets = List.copyOf(targets);
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
    for (int i = 0; i < inputs.size(); i++) {
      finite(inputs.get(i), "input");
    }
    for (int i = 0; i < targets.size(); i++) {
      finite(targets.get(i), "target");
    }
  }

  /** One input and one target. */
  public static Dataset of(Tensor inputs, Tensor targets) {
    return new Dataset(List.of(inputs), List.of(targets));
  }

  private static void finite(Tensor tensor, String what) {
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

  /** The inputs, then the targets. */
  public List<Tensor> tensors() {
    return Stream.concat(inputs.stream(), targets.stream()).toList();
  }

  /** How many examples. */
  public int rows() {
    return Math.toIntExact(inputs.get(0).dims()[0]);
  }

  /** Rows {@code from} (inclusive) to {@code to} (exclusive), without a copy. */
  public Dataset rows(int from, int to) {
    return new Dataset(
        inputs.stream().map(tensor -> tensor.rows(from, to)).toList(),
        targets.stream().map(tensor -> tensor.rows(from, to)).toList());
  }

  /** The first rows, all but the last {@code share} of them. */
  public Dataset before(double share) {
    return rows(0, cut(share));
  }

  /** The last {@code share} of the rows. */
  public Dataset last(double share) {
    return rows(cut(share), rows());
  }

  private int cut(double share) {
    if (!(share > 0 && share < 1)) {
      throw new TrainingException("data: expected a share between 0 and 1, got " + share + ".");
    }
    return (int) Math.floor(rows() * (1 - share));
  }

  @Override
  public String toString() {
    return rows()
        + " rows of "
        + inputs.stream().map(tensor -> Arrays.toString(tensor.dims())).toList();
  }
}

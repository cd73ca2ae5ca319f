package dev.hebb.training.data;

import dev.hebb.graph.Seed;
import dev.hebb.training.TrainingException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.IntFunction;

/** Examples that a function makes. */
final class Made implements Examples {
  private final int rows;
  private final IntFunction<Example> make;
  private final List<TensorSpec> inputs;
  private final List<TensorSpec> targets;
  private final List<TensorSpec> weights;

  Made(int rows, IntFunction<Example> make) {
    if (rows < 1) {
      throw new TrainingException("data: expected at least one row, got %d.".formatted(rows));
    }
    this.rows = rows;
    this.make = make;
    Example first = make.apply(0);
    this.inputs = TensorSpec.of(first.inputs());
    this.targets = TensorSpec.of(first.targets());
    this.weights = TensorSpec.of(first.weights());
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public List<TensorSpec> inputSpecs() {
    return inputs;
  }

  @Override
  public List<TensorSpec> targetSpecs() {
    return targets;
  }

  @Override
  public List<TensorSpec> weightSpecs() {
    return weights;
  }

  @Override
  public void read(int row, Seed seed, List<ByteBuffer> into) {
    make.apply(row).write(row, inputs, targets, weights, into);
  }

  @Override
  public String toString() {
    return rows + " rows of " + inputs;
  }
}

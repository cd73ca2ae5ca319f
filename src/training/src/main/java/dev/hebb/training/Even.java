package dev.hebb.training;

import dev.hebb.graph.DataType;
import dev.hebb.graph.PictureInput;
import dev.hebb.graph.Seed;
import dev.hebb.graph.Tensor;
import dev.hebb.training.data.Dataset;
import dev.hebb.training.data.ExampleSpec;
import dev.hebb.training.data.Examples;
import dev.hebb.training.data.TensorSpec;
import dev.hebb.training.shard.ShardedExamples;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Examples without weights, beside others that have some: all count alike. */
record Even(Examples examples, ExampleSpec spec) implements Examples {
  /** These, with weights where the objective wants them. */
  static Examples of(Objective objective, Examples examples) {
    if (objective.weights().isEmpty() || !examples.weightSpecs().isEmpty()) {
      return examples;
    }
    if (examples instanceof ShardedExamples) {
      throw new TrainingException(
          "data: expected weights in the rows of the other machines too, where the validation data has some, got none. Give them a column of weights, or leave them out of both.");
    }
    List<TensorSpec> specs = new ArrayList<>();
    for (int i = 0; i < objective.weights().size(); i++) {
      int axes = objective.weights().get(i).value().shape().rank() - 1;
      List<Long> dims = examples.targetSpecs().get(i).dims();
      specs.add(new TensorSpec(DataType.FLOAT32, dims.subList(0, axes), 0));
    }
    return examples instanceof Dataset data
        ? new Dataset(
            data.inputs(),
            data.targets(),
            specs.stream().map(spec -> ones(spec.dims(data.rows()))).toList())
        : new Even(examples, new ExampleSpec(examples.inputSpecs(), examples.targetSpecs(), specs));
  }

  private static Tensor ones(long[] dims) {
    float[] values = new float[Math.toIntExact(Tensor.elements(dims))];
    Arrays.fill(values, 1);
    return Tensor.of(values, dims);
  }

  @Override
  public int rows() {
    return examples.rows();
  }

  @Override
  public Optional<PictureInput> prepared() {
    return examples.prepared();
  }

  @Override
  public void read(int row, Seed seed, List<ByteBuffer> into) {
    int others = examples.specs().size();
    examples.read(row, seed, into.subList(0, others));
    for (int i = 0; i < spec.weights().size(); i++) {
      for (int each = 0; each < spec.weights().get(i).size(); each++) {
        into.get(others + i).putFloat(1);
      }
    }
  }
}

package dev.hebb.training.data;

import dev.hebb.graph.Seed;
import dev.hebb.training.TrainingException;
import java.nio.ByteBuffer;
import java.util.List;

/** The inputs of some examples, and those of others as targets, row by row. */
record Paired(Examples inputs, Examples targets) implements Examples {
  Paired {
    if (inputs.rows() != targets.rows()) {
      throw new TrainingException(
          "data: expected as many targets as inputs, got %d rows of %s and %d of %s."
              .formatted(targets.rows(), targets, inputs.rows(), inputs));
    }
    if (inputs.specs().size() > inputs.inputSpecs().size()
        || targets.specs().size() > targets.inputSpecs().size()) {
      throw new TrainingException(
          "data: expected inputs alone on both sides of towards(...), got %s and %s."
              .formatted(inputs.specs(), targets.specs()));
    }
  }

  @Override
  public int rows() {
    return inputs.rows();
  }

  @Override
  public ExampleSpec spec() {
    return new ExampleSpec(inputs.inputSpecs(), targets.inputSpecs());
  }

  @Override
  public void read(int row, Seed seed, List<ByteBuffer> into) {
    int cut = inputs.inputSpecs().size();
    inputs.read(row, seed.of("inputs"), into.subList(0, cut));
    targets.read(row, seed.of("targets"), into.subList(cut, into.size()));
  }
}

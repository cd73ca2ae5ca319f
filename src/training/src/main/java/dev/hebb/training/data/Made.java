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
  private final ExampleSpec spec;

  Made(int rows, IntFunction<Example> make) {
    if (rows < 1) {
      throw new TrainingException("data: expected at least one row, got %d.".formatted(rows));
    }
    this.rows = rows;
    this.make = make;
    this.spec = ExampleSpec.of(make.apply(0));
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public ExampleSpec spec() {
    return spec;
  }

  @Override
  public void read(int row, Seed seed, List<ByteBuffer> into) {
    make.apply(row).write(row, spec, into);
  }

  @Override
  public String toString() {
    return rows + " rows of " + spec.inputs();
  }
}

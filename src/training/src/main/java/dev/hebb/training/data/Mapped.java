package dev.hebb.training.data;

import dev.hebb.graph.Seed;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;

/** Other examples, each changed when it is read. */
final class Mapped implements Examples {
  private final Examples of;
  private final BiFunction<Example, RandomGenerator, Example> change;
  private final ExampleSpec spec;

  Mapped(Examples of, BiFunction<Example, RandomGenerator, Example> change) {
    this.of = of;
    this.change = change;
    ExampleSpec first = ExampleSpec.of(changed(0, new Seed(0)));
    this.spec =
        new ExampleSpec(first.inputs(), known(first.targets(), of.targetSpecs()), first.weights());
  }

  /** A label whose number of classes was known has as many still. */
  private static List<TensorSpec> known(List<TensorSpec> now, List<TensorSpec> before) {
    List<TensorSpec> specs = new ArrayList<>(now);
    for (int i = 0; i < Math.min(now.size(), before.size()); i++) {
      if (before.get(i).takes(now.get(i))) {
        specs.set(i, before.get(i));
      }
    }
    return List.copyOf(specs);
  }

  private Example changed(int row, Seed seed) {
    return change.apply(Example.read(of, row, seed.of("mapped")), seed.random());
  }

  @Override
  public int rows() {
    return of.rows();
  }

  @Override
  public ExampleSpec spec() {
    return spec;
  }

  @Override
  public void read(int row, Seed seed, List<ByteBuffer> into) {
    changed(row, seed).write(row, spec, into);
  }

  @Override
  public String toString() {
    return of + ", mapped";
  }
}

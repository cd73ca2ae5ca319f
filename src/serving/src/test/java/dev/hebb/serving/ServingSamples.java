package dev.hebb.serving;

import dev.hebb.runtime.ModelBuilder;
import java.util.List;

/** Models whose answer says which they are. */
final class ServingSamples {
  private ServingSamples() {}

  /** x [batch, 1] -> x times factor -> y [batch, 1]. */
  static ModelBuilder scaled(float factor) {
    return new ModelBuilder()
        .input("x", ModelBuilder.FLOAT, "batch", 1)
        .output("y", ModelBuilder.FLOAT, "batch", 1)
        .floats("w", new float[] {factor}, 1)
        .node("Mul", List.of("x", "w"), "y");
  }
}

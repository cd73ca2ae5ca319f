package dev.hebb.cli.export;

import dev.hebb.cli.report.ToolException;
import dev.hebb.graph.Judge;
import dev.hebb.graph.Tensor;
import java.nio.FloatBuffer;

/** The mean distance from what is wanted. */
record MeanAbsoluteError() implements Judge {
  @Override
  public String name() {
    return "mae";
  }

  @Override
  public double judge(Tensor said, Tensor wanted) {
    if (said.size() != wanted.size()) {
      throw new ToolException(
          "mae: expected %s numbers that are wanted of %s rows, got %s. Give a column for each number of the output."
              .formatted(said.size(), wanted.dims()[0], wanted.size()));
    }
    FloatBuffer numbers = said.floats();
    FloatBuffer targets = wanted.floats();
    double sum = 0;
    for (int i = 0; i < targets.remaining(); i++) {
      sum += Math.abs((double) numbers.get(i) - targets.get(i));
    }
    return sum / targets.remaining();
  }
}

package dev.hebb.cli.export;

import dev.hebb.cli.report.ToolException;
import dev.hebb.graph.Judge;
import dev.hebb.graph.Tensor;
import java.nio.FloatBuffer;

/** The share of rows whose likeliest class is the one that is wanted. */
record Accuracy() implements Judge {
  @Override
  public String name() {
    return "accuracy";
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }

  @Override
  public double judge(Tensor said, Tensor wanted) {
    if (wanted.dims()[1] != 1) {
      throw new ToolException(
          "accuracy: expected one column for the class of a row, got %s. Leave the others out."
              .formatted(wanted.dims()[1]));
    }
    FloatBuffer scores = said.floats();
    FloatBuffer classes = wanted.floats();
    int rows = classes.remaining();
    int width = scores.remaining() / rows;
    int right = 0;
    for (int row = 0; row < rows; row++) {
      right += chosen(scores, row * width, width) == (int) classes.get(row) ? 1 : 0;
    }
    return (double) right / rows;
  }

  private static int chosen(FloatBuffer scores, int from, int width) {
    if (width == 1) {
      return scores.get(from) > 0.5f ? 1 : 0;
    }
    int best = 0;
    for (int i = 1; i < width; i++) {
      best = scores.get(from + i) > scores.get(from + best) ? i : best;
    }
    return best;
  }
}

package dev.hebb.onnx;

import dev.hebb.graph.Judge;
import dev.hebb.graph.Samples;

/**
 * What a smaller file must still be able to do.
 *
 * @param output which is judged; the first one if empty
 * @param most by how much the figure may be worse
 */
record Gate(String output, Judge judge, Samples samples, double most) {
  Gate {
    if (!(most >= 0)) {
      throw new ExportException(
          "gate: expected to allow 0 or more, got %s. Say by how much %s may be worse."
              .formatted(most, judge.name()));
    }
  }
}

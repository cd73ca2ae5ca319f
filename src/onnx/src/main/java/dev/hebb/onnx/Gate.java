package dev.hebb.onnx;

import dev.hebb.graph.Graph;
import dev.hebb.graph.Judge;
import dev.hebb.graph.Port;
import dev.hebb.graph.Samples;
import dev.hebb.graph.Tensor;
import java.util.List;

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

  /**
   * What is wanted of its output.
   *
   * @throws ExportException when there is no such output, or nothing is wanted of it
   */
  Tensor target(Graph graph) {
    List<String> outputs = graph.outputs().stream().map(Port::name).toList();
    int place = outputs.indexOf(output);
    if (place < 0 || place >= samples.targets().size()) {
      throw new ExportException(
          "%s: gate: expected an output with what is wanted of it, of %s and %d targets, got \"%s\". Name one of them, or give it targets."
              .formatted(graph.name(), outputs, samples.targets().size(), output));
    }
    return samples.targets().get(place);
  }
}

package dev.hebb.training;

import dev.hebb.graph.Graph;
import dev.hebb.graph.Port;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A network's graph grown by its targets, its losses and its metrics, which become the outputs.
 *
 * @param graph inputs: those of the network, then a target for each of its outputs, then weights if
 *     there are any; outputs: the losses, each a scalar, then what the metrics sum up
 * @param targets the targets, each under the name of its output
 * @param weights those of the outputs, or one for all; empty if all rows count alike
 * @param losses names of the first outputs: {@code loss}, of which the gradient is taken, then
 *     those of several outputs
 * @param shown the metrics, in order
 */
record Objective(
    Graph graph, List<Port> targets, List<Port> weights, List<String> losses, List<Shown> shown) {
  /**
   * A metric in this graph.
   *
   * @param higherIsBetter whether more of its figures is better
   * @param first which output of the graph is the first of its sums
   */
  record Shown(String name, Measure measure, boolean higherIsBetter, int first) {
    List<String> figures() {
      return measure.named(name);
    }
  }

  Objective {
    targets = List.copyOf(targets);
    weights = List.copyOf(weights);
    losses = List.copyOf(losses);
    shown = List.copyOf(shown);
  }

  /**
   * Puts it together.
   *
   * @param weights how many axes the weights have that are given: none, one for all outputs, or one
   *     for each
   */
  static Objective of(Graph network, Goal goal, List<Integer> weights) {
    return new ObjectiveWriter(network, goal).write(weights);
  }

  /** The names of all figures: {@code loss}, those of the outputs, then the metrics. */
  List<String> figures() {
    List<String> names = new ArrayList<>(losses);
    shown.forEach(each -> names.addAll(each.figures()));
    return names;
  }

  /** What is fed beside the inputs: targets, then weights. */
  List<Port> beside() {
    return Stream.concat(targets.stream(), weights.stream()).toList();
  }

  /** How many numbers an output of the graph is. */
  int size(int output) {
    return graph.outputs().get(output).value().shape().dims().stream()
        .mapToInt(dim -> Math.toIntExact(dim.size().fixed().orElseThrow()))
        .reduce(1, Math::multiplyExact);
  }
}

package dev.hebb.training;

import dev.hebb.graph.Dim;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Port;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Value;
import dev.hebb.training.data.Dataset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether data fits a network: counts and lengths, axis by axis. */
final class Fit {
  private Fit() {}

  static void check(Graph graph, Dataset data) {
    Map<String, Long> free = new HashMap<>();
    check(graph, "input", graph.inputs(), data.inputs(), free);
    check(graph, "target for output", graph.outputs(), data.targets(), free);
    longEnough(graph, free);
  }

  private static void longEnough(Graph graph, Map<String, Long> free) {
    for (Value value : graph.values().values()) {
      for (Dim dim : value.shape().dims()) {
        if (dim.size().at(free) < 1) {
          throw new TrainingException(
              graph.name()
                  + ": "
                  + value
                  + ": expected something to be left of "
                  + dim.name()
                  + ", got "
                  + dim.size().at(free)
                  + " for data of "
                  + new TreeMap<>(free)
                  + ". Give longer rows, or use a smaller kernel or stride.");
        }
      }
    }
  }

  static void check(
      Graph graph, String what, List<Port> ports, List<Tensor> tensors, Map<String, Long> free) {
    if (ports.size() != tensors.size()) {
      throw new TrainingException(
          graph.name()
              + ": expected "
              + ports.size()
              + " tensors, one for each "
              + what
              + " "
              + ports.stream().map(Port::name).toList()
              + ", got "
              + tensors.size()
              + ".");
    }
    for (int i = 0; i < ports.size(); i++) {
      if (!fits(ports.get(i).value().shape(), tensors.get(i).dims(), free)) {
        throw new TrainingException(
            graph.name()
                + ": "
                + what
                + " \""
                + ports.get(i).name()
                + "\": expected "
                + ports.get(i).value().shape()
                + ", got "
                + Arrays.toString(tensors.get(i).dims())
                + ". Reshape the data, or declare the network for it.");
      }
    }
  }

  private static boolean fits(Shape shape, long[] dims, Map<String, Long> free) {
    if (shape.rank() != dims.length) {
      return false;
    }
    for (int i = 0; i < dims.length; i++) {
      Dim dim = shape.dim(i);
      if (dim.size() instanceof dev.hebb.graph.Size.Symbol symbol) {
        Long known = free.putIfAbsent(symbol.name(), dims[i]);
        if (known != null && known != dims[i]) {
          return false;
        }
      } else if (dim.size().at(free) != dims[i]) {
        return false;
      }
    }
    return true;
  }
}

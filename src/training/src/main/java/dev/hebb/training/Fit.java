package dev.hebb.training;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Port;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Size;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Value;
import dev.hebb.training.data.Dataset;
import dev.hebb.training.data.Examples;
import dev.hebb.training.data.Order;
import dev.hebb.training.data.TensorSpec;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether data fits a network: counts and lengths, axis by axis. */
final class Fit {
  private Fit() {}

  /** Whether these examples can be trained on towards this objective. */
  static void check(Graph graph, Objective objective, Examples data) {
    Map<String, Long> free = new HashMap<>();
    check(graph, "input", graph.inputs(), dims(data.rows(), data.inputSpecs()), free);
    for (int i = 0; i < Math.min(graph.outputs().size(), data.targetSpecs().size()); i++) {
      classes(graph, graph.outputs().get(i), data.targetSpecs().get(i));
    }
    List<long[]> targets = dims(data.rows(), data.targetSpecs());
    check(graph, "target for output", objective.targets(), targets, free);
    List<long[]> weights = dims(data.rows(), data.weightSpecs());
    check(graph, "weights for output", objective.weights(), weights, free);
    types(graph, "input", graph.inputs(), data.inputSpecs());
    types(graph, "target for output", objective.targets(), data.targetSpecs());
    types(graph, "weights for output", objective.weights(), data.weightSpecs());
    longEnough(graph, free);
    if (data instanceof Dataset all) {
      inspect(graph, Inspection.of(graph, objective), all.tensors());
    }
  }

  /** How many axes the weights have that are given. */
  static List<Integer> weightAxes(Examples data) {
    return data.weightSpecs().stream().map(spec -> spec.dims().size() + 1).toList();
  }

  private static void types(Graph graph, String what, List<Port> ports, List<TensorSpec> specs) {
    for (int i = 0; i < ports.size(); i++) {
      DataType wanted = ports.get(i).value().type();
      if (wanted != specs.get(i).type()) {
        throw new TrainingException(
            "%s: %s \"%s\": expected %s, got %s. %s"
                .formatted(
                    graph.name(),
                    what,
                    ports.get(i).name(),
                    wanted,
                    specs.get(i).type(),
                    wanted == DataType.INT64
                        ? "Give whole numbers: Tensor.of(long[], ...)."
                        : what.startsWith("target")
                            ? "Give floats, or use a loss for class indices."
                            : "Give floats."));
      }
    }
  }

  private static void inspect(Graph graph, Inspection inspection, List<Tensor> tensors) {
    inspection.padding().check(tensors, Order.ascending((int) tensors.get(0).dims()[0]));
    for (int i = 0; i < tensors.size(); i++) {
      int at = inspection.beyond(i, tensors, inspection.limits().get(i)).orElse(-1);
      if (at >= 0) {
        throw new TrainingException(
            "%s: %s \"%s\": expected whole numbers from 0 to %d, got %d in row %d. Number from 0, or declare more of them."
                .formatted(
                    graph.name(),
                    i < graph.inputs().size() ? "input" : "target for output",
                    inspection.ports().get(i).name(),
                    inspection.limits().get(i) - 1,
                    tensors.get(i).toLongs()[at],
                    at / (tensors.get(i).size() / tensors.get(i).dims()[0])));
      }
    }
  }

  /** The examples, which are looked at when they are read. */
  static Examples watched(Graph graph, Objective objective, Examples data) {
    return data instanceof Dataset ? data : new Watched(data, Inspection.of(graph, objective));
  }

  /** Whether these tensors can be put into a network, when there is no target. */
  static void inputs(Graph graph, List<Tensor> tensors) {
    List<long[]> dims = tensors.stream().map(Tensor::dims).toList();
    check(graph, "input", graph.inputs(), dims, new HashMap<>());
    types(
        graph,
        "input",
        graph.inputs(),
        tensors.stream().map(tensor -> TensorSpec.of(tensor.type())).toList());
    inspect(graph, Inspection.of(graph), tensors);
  }

  /** Examples that can be put into a network, and are looked at. */
  static Examples inputs(Graph graph, Examples data) {
    check(graph, "input", graph.inputs(), dims(data.rows(), data.inputSpecs()), new HashMap<>());
    types(graph, "input", graph.inputs(), data.inputSpecs());
    if (data instanceof Dataset all) {
      inspect(graph, Inspection.of(graph), all.inputs());
      return data;
    }
    return new Watched(data, Inspection.of(graph));
  }

  private static List<long[]> dims(int rows, List<TensorSpec> specs) {
    return specs.stream().map(spec -> spec.dims(rows)).toList();
  }

  // Of as many classes as there are units; beyond them nothing could be foretold.
  private static void classes(Graph graph, Port output, TensorSpec target) {
    Shape shape = output.value().shape();
    if (target.classes() > 0 && shape.dim(shape.rank() - 1).size() instanceof Size.Fixed units) {
      if (target.classes() > units.value() && units.value() > 1) {
        throw new TrainingException(
            "%s: target for output \"%s\": expected labels of at most %d classes, one for each unit of the output, got %d classes. Declare as many units as there are classes."
                .formatted(graph.name(), output.name(), units.value(), target.classes()));
      }
    }
  }

  /** Whether every axis has something left, of data of these lengths. */
  static void longEnough(Graph graph, Map<String, Long> free) {
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
      Graph graph, String what, List<Port> ports, List<long[]> tensors, Map<String, Long> free) {
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
      if (!fits(ports.get(i).value().shape(), tensors.get(i), free)) {
        throw new TrainingException(
            graph.name()
                + ": "
                + what
                + " \""
                + ports.get(i).name()
                + "\": expected "
                + ports.get(i).value().shape().unpadded()
                + ", got "
                + Arrays.toString(tensors.get(i))
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
      if (dim.size() instanceof Size.Symbol symbol) {
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

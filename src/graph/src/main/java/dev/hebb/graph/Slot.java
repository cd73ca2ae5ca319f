package dev.hebb.graph;

import dev.hebb.graph.op.Gemm;
import dev.hebb.graph.op.Gru;
import dev.hebb.graph.op.Lstm;
import dev.hebb.graph.op.MatMul;
import dev.hebb.graph.op.Op;
import dev.hebb.graph.op.Rnn;
import dev.hebb.graph.op.Scan;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A parameter as a file has it.
 *
 * @param name as the file calls it: {@code conv1.weight} in PyTorch's
 * @param dense whether it is the kernel of a dense layer: {@code [features, units]} here, {@code
 *     [units, features]} there
 */
record Slot(Param param, String name, boolean dense) {
  private static final Map<String, String> ROLES =
      Map.of(
          "kernel", "weight",
          "gamma", "weight",
          "alpha", "weight",
          "embeddings", "weight",
          "beta", "bias",
          "moving_mean", "running_mean",
          "moving_variance", "running_var");

  /** All parameters of the graph; in PyTorch's layout but those of recurrences. */
  static List<Slot> of(Graph graph, WeightsFile.Layout layout) {
    if (layout == WeightsFile.Layout.OWN) {
      return graph.params().stream().map(param -> new Slot(param, param.name(), false)).toList();
    }
    Set<String> dense = new HashSet<>();
    Set<String> recurrent = new HashSet<>();
    for (Node node : graph.nodes()) {
      Op op = node.op();
      if (op instanceof Gemm || op instanceof MatMul) {
        dense.add(node.inputs().get(1));
      } else if (op instanceof Rnn
          || op instanceof Lstm
          || op instanceof Gru
          || op instanceof Scan) {
        recurrent.addAll(node.inputs());
      }
    }
    return graph.params().stream()
        .filter(param -> !recurrent.contains(param.name()))
        .map(param -> new Slot(param, foreign(param.name()), dense.contains(param.name())))
        .toList();
  }

  private static String foreign(String param) {
    int slash = param.lastIndexOf('/');
    String weight = param.substring(slash + 1);
    String layer = param.substring(0, slash + 1).replace('/', '.');
    return layer + ROLES.getOrDefault(weight, weight);
  }

  String role() {
    return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('/')) + 1);
  }

  /** Its lengths in a file. */
  List<Long> dims() {
    List<Long> dims = param.dims();
    return dense ? List.of(dims.get(1), dims.get(0)) : dims;
  }

  /** What a file has, as this library wants it. */
  Tensor read(Tensor tensor) {
    Tensor numbers = Floats.of(tensor);
    if (!dense) {
      return numbers;
    }
    int units = param.dims().get(1).intValue();
    int features = param.dims().get(0).intValue();
    float[] from = numbers.toFloats();
    float[] to = new float[from.length];
    for (int unit = 0; unit < units; unit++) {
      for (int feature = 0; feature < features; feature++) {
        to[feature * units + unit] = from[unit * features + feature];
      }
    }
    return Tensor.of(to, features, units);
  }

  @Override
  public String toString() {
    return name + " " + dims();
  }
}

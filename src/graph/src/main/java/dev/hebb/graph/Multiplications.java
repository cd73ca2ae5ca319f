package dev.hebb.graph;

import dev.hebb.graph.op.Conv;
import dev.hebb.graph.op.ConvTranspose;
import dev.hebb.graph.op.Gemm;
import dev.hebb.graph.op.Gru;
import dev.hebb.graph.op.Lstm;
import dev.hebb.graph.op.MatMul;
import dev.hebb.graph.op.Op;
import dev.hebb.graph.op.Rnn;
import dev.hebb.graph.op.Scan;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How many multiplications with weights a graph takes: of products, convolutions and recurrences.
 * What is done number by number (biases, activations, pools) is not counted.
 */
public final class Multiplications {
  private Multiplications() {}

  /**
   * In prediction.
   *
   * @param bindings the lengths of the free axes, such as {@code batch}
   */
  public static long of(Graph graph, Map<String, Long> bindings) {
    Graph prediction = graph.phase(false);
    Map<String, Value> values = prediction.values();
    long count = 0;
    for (Node node : prediction.nodes()) {
      if (node.op() instanceof Scan scan) {
        count += of(scan, node, values, bindings);
        continue;
      }
      long[] x = dims(values, node, 0, bindings);
      long[] y = node.outputs().get(0).shape().at(bindings);
      count += of(node.op(), x, node.inputs().size() > 1 ? dims(values, node, 1, bindings) : x, y);
    }
    return count;
  }

  // The free lengths of the body are those of what it is fed.
  private static long of(
      Scan scan, Node node, Map<String, Value> values, Map<String, Long> bindings) {
    int x = scan.sequence(node.inputs().size());
    long[] sequence = dims(values, node, x, bindings);
    Map<String, Long> inner = new HashMap<>(bindings);
    for (int i = 0; i <= scan.beside(); i++) {
      long[] actual = dims(values, node, x + i, bindings);
      long[] fed = i == 0 ? Arrays.copyOfRange(actual, 1, actual.length) : actual;
      Shape declared = scan.body().inputs().get(scan.states() + i).value().shape();
      for (int axis = 0; axis < fed.length; axis++) {
        if (declared.dim(axis).size() instanceof Size.Symbol symbol) {
          inner.put(symbol.name(), fed[axis]);
        }
      }
    }
    return sequence[0] * of(scan.body(), inner);
  }

  private static long[] dims(
      Map<String, Value> values, Node node, int input, Map<String, Long> bindings) {
    return node.inputs().isEmpty()
        ? new long[0]
        : values.get(node.inputs().get(input)).shape().at(bindings);
  }

  private static long of(Op op, long[] x, long[] w, long[] y) {
    if (op instanceof Conv) {
      return Tensor.elements(y) * Tensor.elements(w) / w[0];
    } else if (op instanceof ConvTranspose) {
      return Tensor.elements(x) * Tensor.elements(w) / w[0];
    } else if (op instanceof Gemm || op instanceof MatMul) {
      return Tensor.elements(y) * x[x.length - 1];
    } else if (op instanceof Rnn || op instanceof Lstm || op instanceof Gru) {
      long units = y[y.length - 1];
      return x[0] * x[1] * w[0] * (w[1] + units);
    }
    return 0;
  }
}

package dev.hebb.onnx;

import dev.hebb.graph.Graph;
import dev.hebb.graph.Node;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Size;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Conv;
import dev.hebb.graph.op.ConvTranspose;
import dev.hebb.graph.op.Gemm;
import dev.hebb.graph.op.Gru;
import dev.hebb.graph.op.Lstm;
import dev.hebb.graph.op.MatMul;
import dev.hebb.graph.op.Op;
import dev.hebb.graph.op.Rnn;
import dev.hebb.graph.op.Scan;
import java.util.Map;

/** How far trainer and ONNX Runtime may be apart where nobody says otherwise. */
final class Tolerance {
  /** A recurrence feeds its own rounding back, step after step. */
  private static final double RECURRENT = 1e-5;

  private static final double FEED_FORWARD = 1e-6;

  /**
   * One float32 rounding for each layer that sums, which passes on what those before it rounded:
   * more than {@link #FEED_FORWARD} from the ninth on.
   */
  private static final double LAYER = 0x1p-23;

  /**
   * Half a rounding for each addition, of which about the square root of their number add up (a
   * random walk): more than {@link #FEED_FORWARD} from 282 products on. Two libraries add in
   * different orders.
   */
  private static final double ADDITION = 0x1p-24;

  private Tolerance() {}

  static double of(Graph graph) {
    Map<String, Value> values = graph.values();
    long layers = 0;
    long most = 0;
    for (Node node : graph.nodes()) {
      if (recurs(node.op())) {
        return RECURRENT;
      }
      long products = products(node, values);
      layers += products > 0 ? 1 : 0;
      most = Math.max(most, products);
    }
    return Math.max(FEED_FORWARD, Math.max(LAYER * layers, ADDITION * Math.sqrt(most)));
  }

  private static boolean recurs(Op op) {
    return op instanceof Rnn || op instanceof Lstm || op instanceof Gru || op instanceof Scan;
  }

  /**
   * How many products a number is the sum of; 1 where that depends on the data, 0: it is no sum.
   */
  private static long products(Node node, Map<String, Value> values) {
    Op op = node.op();
    if (op instanceof Gemm || op instanceof MatMul) {
      return known(values.get(node.inputs().get(0)).shape().last().size());
    }
    if (op instanceof Conv) { // [filters, channels, ...]
      return weights(values.get(node.inputs().get(1)).shape(), 0);
    }
    if (op instanceof ConvTranspose) { // [channels, filters, ...]
      return weights(values.get(node.inputs().get(1)).shape(), 1);
    }
    return 0;
  }

  private static long weights(Shape kernel, int filters) {
    long all = 1;
    for (int axis = 0; axis < kernel.rank(); axis++) {
      all *= axis == filters ? 1 : known(kernel.dim(axis).size());
    }
    return all;
  }

  private static long known(Size size) {
    return size.fixed().orElse(1);
  }
}

package dev.hebb.onnx;

import ai.onnx.proto.OnnxMl;
import dev.hebb.graph.Tensor;
import java.util.Arrays;
import java.util.Map;

/**
 * The median of a call, one thread, in microseconds, of two models in turns.
 *
 * @param before of the first
 * @param after of the second
 */
record Latency(double before, double after) {
  private static final int ROUNDS = 20;
  private static final long ROUND = 5_000_000; // nanoseconds for each model
  private static final int MOST = 500; // calls in a round

  static Latency of(OnnxMl.ModelProto before, OnnxMl.ModelProto after, Map<String, Tensor> row) {
    try (OrtSession first = new OrtSession(before);
        OrtSession second = new OrtSession(after);
        OrtSession.Call one = first.call(row);
        OrtSession.Call other = second.call(row)) {
      double[] ones = new double[ROUNDS];
      double[] others = new double[ROUNDS];
      for (int round = -2; round < ROUNDS; round++) {
        double a = median(one);
        double b = median(other);
        if (round >= 0) {
          ones[round] = a;
          others[round] = b;
        }
      }
      return new Latency(middle(ones), middle(others));
    }
  }

  private static double median(OrtSession.Call call) {
    double[] micros = new double[MOST];
    long end = System.nanoTime() + ROUND;
    int count = 0;
    do {
      long begin = System.nanoTime();
      call.run();
      micros[count++] = (System.nanoTime() - begin) / 1e3;
    } while (count < MOST && System.nanoTime() < end);
    return middle(Arrays.copyOf(micros, count));
  }

  private static double middle(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}

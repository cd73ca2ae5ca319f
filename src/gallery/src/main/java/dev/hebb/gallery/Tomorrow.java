package dev.hebb.gallery;

import dev.hebb.runtime.Input;
import dev.hebb.runtime.Output;
import dev.hebb.runtime.Predictor;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Predicts with the runtime alone: its process has hebb-runtime and ONNX Runtime on the classpath,
 * and nothing else of Hebb. Arguments: the ONNX file, then the numbers of one row.
 */
final class Tomorrow {
  private static final int RUNS = 20_000;

  private Tomorrow() {}

  public static void main(String[] args) {
    float[] window = new float[args.length - 1];
    for (int i = 0; i < window.length; i++) {
      window[i] = Float.parseFloat(args[i + 1]);
    }
    try (Predictor predictor = Predictor.with().dim("time", window.length).open(Path.of(args[0]))) {
      predictor.input().put(0, window);
      predictor.run();
      System.out.println("forecast=" + predictor.output("forecast").get(0));
      System.out.println(measure(predictor, window));
      System.out.println(predictor.describe());
    }
  }

  private static String measure(Predictor predictor, float[] window) {
    var memory = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    Input closes = predictor.input();
    Output forecast = predictor.output("forecast");
    long[] nanos = new long[RUNS];
    long before = 0;
    for (int round = 0; round < 2; round++) { // The first round warms up.
      before = memory.getThreadAllocatedBytes(thread);
      for (int i = 0; i < RUNS; i++) {
        long start = System.nanoTime();
        closes.put(0, window);
        predictor.run();
        forecast.get(0);
        nanos[i] = System.nanoTime() - start;
      }
    }
    long bytes = (memory.getThreadAllocatedBytes(thread) - before) / RUNS;
    Arrays.sort(nanos);
    return String.format(
        Locale.ROOT, "predict p50_us=%.1f bytes_per_call=%d", nanos[RUNS / 2] / 1e3, bytes);
  }
}

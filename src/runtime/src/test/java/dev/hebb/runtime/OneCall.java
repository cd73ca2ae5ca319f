package dev.hebb.runtime;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What a call leaves for the garbage collector. */
public final class OneCall {
  /** What ONNX Runtime's own Java code allocates for the result of a run. */
  public static final double BYTES_THROUGH_JNI = 512;

  private static final int WARM_UPS = 20_000;
  private static final int RUNS = 10_000;
  private static final int ROUNDS = 5;

  private OneCall() {}

  /** Heap bytes, after a warm-up. */
  public static double bytes(Runnable call) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    for (int i = 0; i < WARM_UPS; i++) {
      call.run();
    }
    long least = Long.MAX_VALUE; // what is compiled in between may leave something, once
    for (int round = 0; round < ROUNDS; round++) {
      long before = threads.getThreadAllocatedBytes(thread);
      for (int i = 0; i < RUNS; i++) {
        call.run();
      }
      least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
    }
    return least / (double) RUNS;
  }
}

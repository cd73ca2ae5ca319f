package dev.hebb.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Calls two sides in alternating rounds of one process, and compares round with round: what
 * disturbs the machine for longer than a round disturbs both.
 */
final class Pairing {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final double WARM_UP = 1.5; // seconds of each side
  private static final double ROUND = 0.025; // seconds of the slower side, but for FEWEST
  private static final int FEWEST = 20;
  private static final int MOST = 20_000;

  private final int rounds;

  Pairing(int rounds) {
    this.rounds = rounds;
  }

  /** Measures {@code ours} against {@code peer} on the same input. */
  Pair measure(Call ours, Call peer, float[] in, float[] out) throws Exception {
    double slower = Math.max(warm(ours, in, out), warm(peer, in, out));
    int calls = (int) Math.min(MOST, Math.max(FEWEST, ROUND / slower));
    Rounds ourRounds = new Rounds();
    Rounds peerRounds = new Rounds();
    for (int round = 0; round < rounds; round++) {
      // Who comes first alternates too.
      boolean oursFirst = round % 2 == 0;
      if (oursFirst) {
        ourRounds.add(ours, calls, in, out);
      }
      peerRounds.add(peer, calls, in, out);
      if (!oursFirst) {
        ourRounds.add(ours, calls, in, out);
      }
    }
    double[] ratios = new double[rounds];
    Arrays.setAll(ratios, round -> ourRounds.medians.get(round) / peerRounds.medians.get(round));
    return new Pair(ourRounds.side(), peerRounds.side(), median(ratios));
  }

  /** Seconds of one call, when the JVM has compiled it. */
  private static double warm(Call call, float[] in, float[] out) throws Exception {
    long start = System.nanoTime();
    long before = start;
    long calls = 0;
    while (System.nanoTime() - start < WARM_UP * 1e9) {
      if (calls == 0 || System.nanoTime() - start < WARM_UP * 0.5e9) {
        before = System.nanoTime();
        calls = 0;
      }
      call.predict(in, out);
      calls++;
    }
    return (System.nanoTime() - before) / 1e9 / calls;
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static final class Rounds {
    private final List<Double> medians = new ArrayList<>();
    private final List<Double> bytes = new ArrayList<>();
    private long[] all = {};

    void add(Call call, int calls, float[] in, float[] out) throws Exception {
      long[] nanos = new long[calls];
      long thread = Thread.currentThread().getId();
      long before = THREADS.getThreadAllocatedBytes(thread);
      for (int i = 0; i < calls; i++) {
        long start = System.nanoTime();
        call.predict(in, out);
        nanos[i] = System.nanoTime() - start;
      }
      bytes.add((double) (THREADS.getThreadAllocatedBytes(thread) - before) / calls);
      for (float number : out) {
        if (Float.isNaN(number)) {
          throw new IllegalStateException("a prediction is not a number");
        }
      }
      int length = all.length;
      all = Arrays.copyOf(all, length + calls);
      System.arraycopy(nanos, 0, all, length, calls);
      Arrays.sort(nanos);
      medians.add(nanos[calls / 2] / 1e3);
    }

    Side side() {
      Arrays.sort(all);
      return new Side(
          median(medians.stream().mapToDouble(Double::doubleValue).toArray()),
          all[(int) (all.length * 0.99)] / 1e3,
          all[(int) (all.length * 0.999)] / 1e3,
          median(bytes.stream().mapToDouble(Double::doubleValue).toArray()));
    }
  }

  /** Microseconds and heap bytes of a call. */
  record Side(double p50, double p99, double p999, double bytes) {}

  /**
   * Both sides.
   *
   * @param ratio median over the rounds of ours / peer, at the median
   */
  record Pair(Side ours, Side peer, double ratio) {}
}

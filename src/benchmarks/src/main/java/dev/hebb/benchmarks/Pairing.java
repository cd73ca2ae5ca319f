package dev.hebb.benchmarks;

import ai.onnxruntime.OrtException;
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

  private final int warmUpRounds;
  private final int rounds;
  private final int callsPerRound;

  Pairing(int warmUpRounds, int rounds, int callsPerRound) {
    this.warmUpRounds = warmUpRounds;
    this.rounds = rounds;
    this.callsPerRound = callsPerRound;
  }

  /** Measures {@code ours} against {@code peer} on the same row. */
  Pair measure(Call ours, Call peer, float[] row) throws OrtException {
    for (int round = 0; round < warmUpRounds; round++) {
      round(ours, row);
      round(peer, row);
    }
    List<Round> ourRounds = new ArrayList<>();
    List<Round> peerRounds = new ArrayList<>();
    double[] ratios = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      // Who comes first alternates too.
      boolean oursFirst = round % 2 == 0;
      Round first = round(oursFirst ? ours : peer, row);
      Round second = round(oursFirst ? peer : ours, row);
      ourRounds.add(oursFirst ? first : second);
      peerRounds.add(oursFirst ? second : first);
      ratios[round] = ourRounds.get(round).p50() / peerRounds.get(round).p50();
    }
    return new Pair(side(ourRounds), side(peerRounds), median(ratios));
  }

  private Round round(Call call, float[] row) throws OrtException {
    long[] nanos = new long[callsPerRound];
    long thread = Thread.currentThread().getId();
    float sum = 0;
    long before = THREADS.getThreadAllocatedBytes(thread);
    for (int i = 0; i < callsPerRound; i++) {
      long start = System.nanoTime();
      sum += call.predict(row);
      nanos[i] = System.nanoTime() - start;
    }
    long bytes = THREADS.getThreadAllocatedBytes(thread) - before;
    if (Float.isNaN(sum)) {
      throw new IllegalStateException("a prediction is not a number");
    }
    Arrays.sort(nanos);
    return new Round(nanos[callsPerRound / 2] / 1e3, bytes / callsPerRound);
  }

  private static Side side(List<Round> rounds) {
    return new Side(
        median(rounds.stream().mapToDouble(Round::p50).toArray()),
        (long) median(rounds.stream().mapToDouble(Round::bytes).toArray()));
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private record Round(double p50, long bytes) {}

  /** Median microseconds and heap bytes of a call. */
  record Side(double p50, long bytes) {}

  /**
   * Both sides.
   *
   * @param ratio median over the rounds of ours / peer
   */
  record Pair(Side ours, Side peer, double ratio) {}
}

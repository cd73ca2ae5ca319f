package dev.hebb.benchmarks;

import ai.onnxruntime.OrtException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How many predictions a second several threads get out of one model, two sides in turns. */
record Throughput(int threads) {
  private static final int ROUNDS = 5;
  private static final double SECONDS = 0.3;

  /** Predictions a second of both, and the median of the rounds' ratios. */
  double[] measure(Call ours, Call peer, Served what) throws Exception {
    double[] our = new double[ROUNDS];
    double[] their = new double[ROUNDS];
    try (Team ourTeam = new Team(ours, what, threads);
        Team peerTeam = new Team(peer, what, threads)) {
      ourTeam.perSecond();
      peerTeam.perSecond();
      for (int round = 0; round < ROUNDS; round++) {
        our[round] = ourTeam.perSecond();
        their[round] = peerTeam.perSecond();
      }
    }
    double[] ratios = new double[ROUNDS];
    Arrays.setAll(ratios, round -> our[round] / their[round]);
    return new double[] {Pairing.median(our), Pairing.median(their), Pairing.median(ratios)};
  }

  private static final class Team implements AutoCloseable {
    private final List<Call> calls = new ArrayList<>();
    private final Served what;
    private final ExecutorService threads;

    Team(Call first, Served what, int size) throws Exception {
      this.what = what;
      this.threads = Executors.newFixedThreadPool(size);
      for (int i = 0; i < size; i++) {
        calls.add(first.another());
      }
    }

    double perSecond() throws Exception {
      CyclicBarrier start = new CyclicBarrier(calls.size());
      List<Callable<Double>> work = new ArrayList<>();
      calls.forEach(call -> work.add(() -> perSecond(call, start)));
      double all = 0;
      for (Future<Double> each : threads.invokeAll(work)) {
        all += each.get();
      }
      return all * what.batch();
    }

    private double perSecond(Call call, CyclicBarrier start) throws Exception {
      float[] in = what.input();
      float[] out = what.room();
      start.await();
      long began = System.nanoTime();
      long done = 0;
      while (System.nanoTime() - began < SECONDS * 1e9) {
        call.predict(in, out);
        done++;
      }
      return done / ((System.nanoTime() - began) / 1e9);
    }

    @Override
    public void close() throws OrtException {
      threads.shutdown();
      for (Call call : calls) {
        call.close();
      }
    }
  }
}

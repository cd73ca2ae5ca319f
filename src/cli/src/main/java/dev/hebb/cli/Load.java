package dev.hebb.cli;

import com.sun.management.ThreadMXBean;
import dev.hebb.cli.report.ToolException;
import dev.hebb.runtime.Lease;
import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.Predictors;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that call one file as fast as they can. */
record Load(Predictors predictors, int threads, Duration time) {
  // Times beyond are not kept: a tiny model makes a million calls a second.
  private static final int MOST = 1 << 21;

  /**
   * What was measured.
   *
   * @param p50 nanoseconds of a call
   * @param bytes that a call left on the heap
   * @param rows a second, of all threads
   */
  record Measured(int batch, int threads, long p50, long p99, long p999, long bytes, long rows) {}

  /** What one thread saw. */
  private static final class Calls {
    private final long[] nanos = new long[MOST];
    private int count;
    private long bytes;
    private long took;

    void count(long time) {
      nanos[count % MOST] = time;
      count++;
    }

    int kept() {
      return Math.min(count, MOST);
    }
  }

  Measured measure(int batch) {
    CyclicBarrier together = new CyclicBarrier(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Calls>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        long seed = i;
        running.add(pool.submit(() -> calls(together, seed)));
      }
      List<Calls> all = new ArrayList<>();
      for (Future<Calls> each : running) {
        all.add(each.get());
      }
      return summed(batch, all);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ToolException("bench was interrupted.", interrupted);
    } finally {
      pool.shutdownNow();
    }
  }

  private Measured summed(int batch, List<Calls> all) {
    long[] nanos =
        all.stream()
            .flatMapToLong(each -> Arrays.stream(each.nanos, 0, each.kept()))
            .sorted()
            .toArray();
    double rows = 0;
    long calls = 0;
    long bytes = 0;
    for (Calls each : all) {
      rows += each.count * (double) batch / each.took * 1e9;
      calls += each.count;
      bytes += each.bytes;
    }
    return new Measured(
        batch,
        threads,
        share(nanos, 0.5),
        share(nanos, 0.99),
        share(nanos, 0.999),
        bytes / calls,
        Math.round(rows));
  }

  private static long share(long[] sorted, double share) {
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }

  private Calls calls(CyclicBarrier together, long seed) throws Exception {
    try (Lease lease = predictors.borrow()) {
      Predictor predictor = lease.predictor();
      RandomInputs.fill(predictor, seed);
      together.await();
      long warm = System.nanoTime() + time.toNanos() / 2;
      do {
        predictor.run();
      } while (System.nanoTime() < warm);
      together.await();
      return measured(predictor);
    }
  }

  private Calls measured(Predictor predictor) {
    ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Calls calls = new Calls();
    long before = bean.getCurrentThreadAllocatedBytes();
    long began = System.nanoTime();
    long end = began + time.toNanos();
    long at = began;
    do {
      predictor.run();
      long now = System.nanoTime();
      calls.count(now - at);
      at = now;
    } while (at < end);
    calls.took = at - began;
    calls.bytes = bean.getCurrentThreadAllocatedBytes() - before;
    return calls;
  }
}

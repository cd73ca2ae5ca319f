package dev.hebb.serving;

import dev.hebb.runtime.Lease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/**
 * Many threads ask a deployment while its version changes; each answer is checked against the
 * version that gave it. A version multiplies by a factor of its own.
 */
public final class Soak {
  private static final int THREADS = 64;
  private static final int VERSIONS = 7;
  private static final int LEAST_SWAPS = 10; // however busy the machine is
  private static final int MANY = 100_000;

  private final Path folder;
  private final Map<String, Float> factors = new ConcurrentHashMap<>();
  private final LongAdder answers = new LongAdder();
  private final LongAdder wrong = new LongAdder();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private volatile boolean going = true;

  private Soak(Path folder) {
    this.folder = folder;
  }

  /**
   * How it went.
   *
   * @param growth bytes of memory that the process had more in the end than after the first third
   */
  record Result(long answers, long wrong, List<String> failures, int swaps, long growth) {}

  static Result run(Path folder, Duration length, Duration between)
      throws IOException, InterruptedException {
    return new Soak(folder).run(length, between);
  }

  private Result run(Duration length, Duration between) throws IOException, InterruptedException {
    List<Thread> threads = new ArrayList<>();
    int swaps = 0;
    long third = 0;
    long growth;
    try (Deployment model = Deployment.open(version(0));
        Batcher batcher = Batcher.with().workers(2).over(model)) {
      factors.put(model.version(), factor(0));
      learn(model);
      for (int i = 0; i < THREADS; i++) {
        int number = i;
        Thread thread = new Thread(() -> ask(model, batcher, number));
        thread.start();
        threads.add(thread);
      }
      long began = System.nanoTime();
      while (System.nanoTime() - began < length.toNanos() || swaps < LEAST_SWAPS) {
        Thread.sleep(between.toMillis());
        swaps++;
        if (swaps % 5 == 0) {
          model.rollBack();
        } else {
          model.swap(version(swaps % VERSIONS));
        }
        if (third == 0 && System.nanoTime() - began > length.toNanos() / 3) {
          third = Rounds.resident();
        }
      }
      growth = Rounds.resident() - third;
      going = false;
      for (Thread thread : threads) {
        thread.join();
      }
      System.out.printf(
          "p50 %.1f us, p99 %.1f us, p99.9 %.1f us of %d runs%n",
          model.latency().nanos(0.5) / 1e3,
          model.latency().nanos(0.99) / 1e3,
          model.latency().nanos(0.999) / 1e3,
          model.latency().count());
    }
    return new Result(answers.sum(), wrong.sum(), List.copyOf(failures), swaps, growth);
  }

  // Which digest multiplies by what, before anybody asks.
  private void learn(Deployment model) {
    for (int number = 1; number < VERSIONS; number++) {
      factors.put(model.swap(version(number)).to(), factor(number));
    }
  }

  private Path version(int number) {
    Path file = folder.resolve("version-" + number + ".onnx");
    return Files.exists(file) ? file : ServingSamples.scaled(factor(number)).write(file);
  }

  private static float factor(int number) {
    return 2 * number + 3;
  }

  private void ask(Deployment model, Batcher batcher, int number) {
    float x = number;
    while (going && failures.size() < MANY) {
      x = x >= MANY ? number : x + THREADS; // whole numbers: products are exact
      try {
        if (number % 2 == 0) {
          askAlone(model, x);
        } else {
          Answer answer = batcher.predict(new float[] {x});
          check(answer.version(), x, answer.floats()[0]);
        }
      } catch (RuntimeException e) {
        failures.add(e.toString());
      }
    }
  }

  private void askAlone(Deployment model, float x) {
    try (Lease lease = model.borrow()) {
      lease.predictor().input().set(0, x);
      lease.predictor().run();
      check(lease.version(), x, lease.predictor().output().get(0));
    }
  }

  private void check(String version, float x, float y) {
    answers.increment();
    if (y != x * factors.get(version)) {
      wrong.increment();
    }
  }

  /** Minutes. Ends with 1 when an answer was wrong or failed. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Duration length = Duration.ofSeconds((long) (Double.parseDouble(args[0]) * 60));
    Path folder = Files.createTempDirectory("hebb-soak");
    Result result = run(folder, length, Duration.ofSeconds(1));
    System.out.printf(
        "%d answers of %d threads, %d swaps: %d wrong, %d failed %s; memory %+.1f MB since a third%n",
        result.answers(),
        THREADS,
        result.swaps(),
        result.wrong(),
        result.failures().size(),
        result.failures().stream().distinct().limit(3).toList(),
        result.growth() / 1e6);
    System.exit(result.wrong() == 0 && result.failures().isEmpty() ? 0 : 1);
  }
}

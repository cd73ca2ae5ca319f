package dev.hebb.training;

import static dev.hebb.network.Layers.batchNormalization;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.dropout;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.vector;

import dev.hebb.graph.Tensor;
import dev.hebb.training.data.Dataset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/** Programs that say how much memory they have, for {@link FlatTest}. */
final class FlatRun {
  static final int STEPS = 20_000;
  static final int BLOCK = 250;

  /** Of so many blocks at the end the time is taken. */
  static final int LAST = 21;

  static final int MODELS = 24;

  /** Of the weights of one model. */
  static final long MEGABYTES = 16;

  private static final int ROWS = 512;
  private static final int PAGE = 4096;

  private FlatRun() {}

  /** Either {@code steps}, {@code times} or {@code models}. */
  public static void main(String[] what) {
    switch (what[0]) {
      case "steps" -> steps();
      case "times" -> times();
      default -> models();
    }
  }

  // Nanoseconds of this thread on a processor: what others do there meanwhile is not in it.
  private static long worked() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long resident() {
    try {
      String[] pages = Files.readString(Path.of("/proc/self/statm")).split(" ", -1);
      return Long.parseLong(pages[1]) * PAGE;
    } catch (IOException notLinux) {
      throw new UncheckedIOException(notLinux);
    }
  }

  private static Dataset data(int features) {
    float[] x = new float[ROWS * features];
    float[] y = new float[ROWS];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) Math.sin(i);
      y[i / features] += x[i] / features;
    }
    return Dataset.of(Tensor.of(x, ROWS, features), Tensor.of(y, ROWS, 1));
  }

  private static void steps() {
    train(
        STEPS,
        new Callback() {
          @Override
          public void onBatchEnd(Run run) {
            if (run.step() % BLOCK == 0) {
              System.out.printf(Locale.ROOT, "%d %d%n", run.step(), resident());
            }
          }
        });
  }

  /** Tells at which step it is, and how long the last so many took. */
  private static final class Watch implements Callback {
    private final BiConsumer<Long, Long> took;
    private long began = worked();

    Watch(BiConsumer<Long, Long> took) {
      this.took = took;
    }

    @Override
    public void onBatchEnd(Run run) {
      if (run.step() % BLOCK == 0) {
        took.accept(run.step(), worked() - began);
        began = worked();
      }
    }
  }

  // Beside the steps of a training that goes on and on those of one that has just begun: a machine
  // that others use is not as fast at any time, but then it is slow for both.
  private static void times() {
    AtomicLong young = new AtomicLong();
    train(
        STEPS,
        new Watch(
            (step, old) -> {
              if (step > STEPS - LAST * BLOCK) {
                train(2 * BLOCK, new Watch((first, took) -> young.set(took)));
                System.out.printf(Locale.ROOT, "%d %d%n", old, young.get());
              }
            }));
  }

  // The examples are read by other threads.
  private static void train(int steps, Callback says) {
    int batch = 16;
    Trainer.of(
            network("flat", vector(24))
                .then(dense(32))
                .then(batchNormalization())
                .then(dropout(0.2))
                .then(dense(1))
                .build())
        .batchSize(batch)
        .epochs((steps + ROWS / batch - 1) / (ROWS / batch))
        .validation(data(24))
        .callbacks(says)
        .progress(Progress.silent())
        .fit(data(24).map((example, random) -> example));
  }

  // What Java let go of, once its cleaner has come by.
  private static void freed() {
    try {
      System.gc();
      Thread.sleep(200);
      System.gc();
      Thread.sleep(200);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private static void models() {
    int units = (int) (MEGABYTES << 20) / Float.BYTES / 64;
    for (int i = 0; i < MODELS; i++) {
      Trained trained =
          Trainer.of(network("wide", vector(63)).then(dense(units)).then(dense(1)).build())
              .batchSize(64)
              .seed(i)
              .progress(Progress.silent())
              .fit(data(63));
      trained.evaluate(data(63));
      freed();
      System.out.println(resident());
    }
  }
}

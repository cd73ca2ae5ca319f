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

/** Programs that say how much memory they have, for {@link FlatTest}. */
final class FlatRun {
  static final int STEPS = 20_000;
  static final int BLOCK = 250;
  static final int MODELS = 24;

  /** Of the weights of one model. */
  static final long MEGABYTES = 16;

  private static final int ROWS = 512;
  private static final int PAGE = 4096;

  private FlatRun() {}

  /** Either {@code steps} or {@code models}. */
  public static void main(String[] what) {
    if (what[0].equals("steps")) {
      steps();
    } else {
      models();
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

  // The examples are read by other threads.
  private static void steps() {
    Callback says =
        new Callback() {
          private long began = worked();

          @Override
          public void onBatchEnd(Run run) {
            if (run.step() % BLOCK == 0) {
              long now = worked();
              System.out.printf(Locale.ROOT, "%d %d %d%n", run.step(), resident(), now - began);
              began = worked();
            }
          }
        };
    int batch = 16;
    Trainer.of(
            network("flat", vector(24))
                .then(dense(32))
                .then(batchNormalization())
                .then(dropout(0.2))
                .then(dense(1))
                .build())
        .batchSize(batch)
        .epochs(STEPS / (ROWS / batch))
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

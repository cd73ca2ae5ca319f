package dev.hebb.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run leaves almost nothing for the garbage collector; writing and reading leave nothing. */
class AllocationTest {
  /** What ONNX Runtime's own Java code allocates for its result. */
  private static final double BYTES_A_RUN = 512;

  private static final int WARM_UPS = 20_000;
  private static final int RUNS = 10_000;

  @TempDir private Path folder;

  @Test
  void aRunAllocatesLittle() {
    try (Predictor p = Predictor.open(Samples.dense().write(folder.resolve("dense.onnx")))) {
      assertThat(bytes(p::run)).isLessThanOrEqualTo(BYTES_A_RUN);
    }
  }

  @Test
  void aRunWithNumbersToCheckAllocatesNoMore() {
    ModelBuilder numbers = Samples.tokens().hebb().note("hebb.limit.tokens", "9");
    try (Predictor p = Predictor.open(numbers.writeSealed(folder.resolve("numbers.onnx")))) {
      assertThat(bytes(p::run)).isLessThanOrEqualTo(BYTES_A_RUN * 1.5); // two outputs
    }
  }

  @Test
  void writingAndReadingAllocateNothing() {
    float[] x = {1, 2, 3};
    float[] y = new float[2];
    try (Predictor p = Predictor.open(Samples.dense().write(folder.resolve("dense.onnx")))) {
      Runnable access =
          () -> {
            p.input().put(0, x);
            p.input("x").set(1, 5);
            p.output().get(0, y);
            y[0] += p.output("y").get(1);
          };
      assertThat(bytes(access)).isLessThan(1);
    }
  }

  private static double bytes(Runnable call) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    for (int i = 0; i < WARM_UPS; i++) {
      call.run();
    }
    long before = threads.getThreadAllocatedBytes(thread);
    for (int i = 0; i < RUNS; i++) {
      call.run();
    }
    return (threads.getThreadAllocatedBytes(thread) - before) / (double) RUNS;
  }
}

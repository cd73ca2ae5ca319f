package dev.hebb.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run leaves almost nothing for the garbage collector; writing and reading leave nothing. */
class AllocationTest {
  @TempDir private Path folder;

  @Test
  void aRunAllocatesLittle() {
    try (Predictor p = Predictor.open(Samples.dense().write(folder.resolve("dense.onnx")))) {
      assertThat(OneCall.bytes(p::run)).isLessThanOrEqualTo(OneCall.BYTES_THROUGH_JNI);
    }
  }

  @Test
  void aRunWithNumbersToCheckAllocatesNoMore() {
    ModelBuilder numbers = Samples.tokens().hebb().note("hebb.limit.tokens", "9");
    try (Predictor p = Predictor.open(numbers.writeSealed(folder.resolve("numbers.onnx")))) {
      assertThat(OneCall.bytes(p::run))
          .isLessThanOrEqualTo(OneCall.BYTES_THROUGH_JNI * 1.5); // two outputs
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
      assertThat(OneCall.bytes(access)).isZero();
    }
  }
}

package dev.hebb.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's code under "Serving"; it runs. */
class ReadmeTest {
  @TempDir private Path folder;

  @Test
  void serving() {
    Path file = Samples.prices().writeSealed(folder.resolve("stock.onnx"));
    float[] window = Samples.wave(300, 1);
    // spotless:off
    try (Predictor p = Predictor.with().preset(Preset.LATENCY).rejectNaN().open(file)) {
      FloatBuffer prices = p.input().floats(); // the memory itself: nothing is copied
      prices.put(0, window);
      p.run();
      float next = p.output().get(0);
      // spotless:on
      assertThat(next).isNotZero();
      window = Samples.wave(150, 2);
      // spotless:off
      p.bind(
          "batch", 8, "time",
          30); // other sizes, other inputs and outputs; the last 32 come back as they were
      p.input().put(7, window);
      // spotless:on
      p.run();
      assertThat(p.output().rows()).isEqualTo(8);
    }
  }
}

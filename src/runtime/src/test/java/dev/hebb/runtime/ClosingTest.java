package dev.hebb.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.runtime.engine.Door;
import dev.hebb.runtime.engine.Gate;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A closed predictor answers with an exception, never with a crash. */
class ClosingTest {
  @TempDir private Path folder;

  @Test
  void closingTwiceIsClosing() {
    Predictor p = open();
    p.close();
    assertThatCode(p::close).doesNotThrowAnyException();
  }

  @Test
  void whatTouchesValuesIsRefusedAfterClose() {
    Predictor p = open();
    Input input = p.input();
    Output output = p.output();
    p.close();

    refused(p::run);
    refused(p::verify);
    refused(() -> input.put(0, new float[3]));
    refused(() -> input.put(new float[3]));
    refused(() -> input.set(0, 1));
    refused(() -> input.get(0));
    refused(() -> output.get(0));
    refused(() -> output.get(0, new float[2]));
    refused(output::floats);
  }

  @Test
  void descriptionsAndViewsOutliveIt() {
    Predictor p = open();
    FloatBuffer view = p.output().floats();
    p.close();

    assertThat(p.describe()).startsWith("m.onnx, written by hebb");
    assertThat(p.input().dims()).containsExactly(1, 3);
    assertThat(p.metadata()).containsKey("hebb.version");
    view.put(0, 7);
    assertThat(view.get(0)).isEqualTo(7);
  }

  @Test
  void closingWaitsForARunInAnotherThread() throws Exception {
    ExecutorService worker = Executors.newSingleThreadExecutor();
    try {
      for (int round = 0; round < 50; round++) {
        Predictor p = open();
        CountDownLatch started = new CountDownLatch(1);
        Future<?> runs =
            worker.submit(
                () -> {
                  started.countDown();
                  while (true) {
                    p.run();
                  }
                });
        started.await();
        p.close();
        assertThatThrownBy(() -> runs.get(10, TimeUnit.SECONDS))
            .hasRootCauseInstanceOf(IllegalStateException.class)
            .hasRootCauseMessage("m.onnx: this Predictor is closed. Open the file again.");
      }
    } finally {
      worker.shutdownNow();
    }
  }

  @Test
  void aSecondRunAtTheSameTimeIsRefused() {
    Gate gate = new Gate("m.onnx", Door.PREDICTOR);
    gate.enter();
    String message =
        "m.onnx: this Predictor is running in another thread. Open one for each thread.";
    assertThatThrownBy(gate::enter).isInstanceOf(IllegalStateException.class).hasMessage(message);
    assertThatThrownBy(gate::check).isInstanceOf(IllegalStateException.class).hasMessage(message);
    gate.exit();
    assertThatCode(gate::enter).doesNotThrowAnyException();
  }

  @Test
  void aFailedOpeningLeavesTheFileUsable() {
    Path file = Samples.convolution("?").write(folder.resolve("conv.onnx"));
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(() -> Predictor.with().dim("time", 1).open(file))
          .isInstanceOf(PredictorException.class);
    }
    try (Predictor p = Predictor.with().dim("time", 3).open(file)) {
      assertThat(p.output().length()).isEqualTo(1);
    }
  }

  private static void refused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("m.onnx: this Predictor is closed. Open the file again.");
  }

  private Predictor open() {
    return Predictor.open(Samples.provenDense().writeSealed(folder.resolve("m.onnx")));
  }
}

package dev.hebb.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.runtime.engine.Door;
import dev.hebb.runtime.engine.Gate;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is closed, and what is at work, refuses. */
class StreamClosingTest {
  @TempDir private Path folder;

  @Test
  void aClosedStreamRefuses() {
    try (Streams streams = Streams.open(Sums.file(folder))) {
      Stream stream = streams.open();
      Snapshot snapshot = stream.snapshot();
      stream.close();
      assertThatCode(stream::close).doesNotThrowAnyException();
      String closed = "sums.onnx: this Stream is closed. Open another.";
      refused(stream::step, closed);
      refused(stream::reset, closed);
      refused(stream::snapshot, closed);
      refused(() -> stream.restore(snapshot), closed);
      refused(() -> stream.select(0), closed);
      refused(() -> stream.input().set(0, 1), closed);
      refused(() -> stream.output().get(0), closed);
      assertThat(stream.input().dims()).containsExactly(1, 2);
    }
  }

  @Test
  void closedStreamsCloseAllOfTheirs() {
    Streams streams = Streams.open(Sums.file(folder));
    Stream stream = streams.open();
    streams.close();
    assertThatCode(streams::close).doesNotThrowAnyException();
    refused(stream::step, "sums.onnx: this Stream is closed. Open another.");
    refused(streams::open, "sums.onnx: these Streams are closed. Open the file again.");
    refused(
        () -> streams.open(Map.of("batch", 2)),
        "sums.onnx: these Streams are closed. Open the file again.");
    assertThatCode(stream::close).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void closingWaitsForATickInAnotherThread(boolean java) throws Exception {
    ExecutorService worker = Executors.newSingleThreadExecutor();
    try {
      for (int round = 0; round < 30; round++) {
        Streams streams = Sums.opened(Streams.with(), java, Sums.file(folder));
        Stream stream = streams.open();
        CountDownLatch started = new CountDownLatch(1);
        Future<?> ticks =
            worker.submit(
                () -> {
                  started.countDown();
                  while (true) {
                    stream.step();
                  }
                });
        started.await();
        streams.close();
        assertThatThrownBy(() -> ticks.get(10, TimeUnit.SECONDS))
            .hasRootCauseInstanceOf(IllegalStateException.class)
            .hasRootCauseMessage("sums.onnx: this Stream is closed. Open another.");
      }
    } finally {
      worker.shutdownNow();
    }
  }

  @Test
  void aSecondTickAtTheSameTimeIsRefused() {
    Gate gate = new Gate("m.onnx", Door.STREAM);
    gate.enter();
    refused(
        gate::enter, "m.onnx: this Stream is running in another thread. Open one for each thread.");
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalStateException.class).hasMessage(message);
  }
}

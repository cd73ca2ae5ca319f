package dev.hebb.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.runtime.Predictors;
import dev.hebb.runtime.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Calls that wait: for a place, for an answer, until they are withdrawn or the batcher is closed.
 */
@Timeout(60)
class BatcherQueueTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir private Path folder;

  private Predictors predictors;

  @BeforeEach
  void open() {
    predictors = Predictors.open(Samples.provenDense().writeSealed(folder.resolve("m.onnx")));
  }

  @AfterEach
  void close() {
    predictors.close();
  }

  @Test
  void aDeadlineThatPasses() {
    try (Batcher batcher = Batcher.with().over(new Slow(predictors, 300))) {
      String message =
          "m.onnx: expected an answer within 20 ms, got none. Allow more time, or send fewer calls.";
      Duration soon = Duration.ofMillis(20);
      assertThatThrownBy(() -> batcher.predictWithin(soon, new float[3]))
          .isInstanceOf(RefusedException.class)
          .hasMessage(message)
          .extracting(e -> ((RefusedException) e).reason())
          .isEqualTo(RefusedException.Reason.DEADLINE);
      assertThatThrownBy(batcher.submitWithin(soon, new float[3])::join)
          .hasCauseInstanceOf(RefusedException.class)
          .hasRootCauseMessage(message);
      assertThat(batcher.counts().late()).isEqualTo(2);
      assertThat(batcher.predictWithin(LONG.multipliedBy(9), new float[3]).floats()).hasSize(2);
    }
  }

  @Test
  void aFullQueueRefusesOrMakesWait() throws Exception {
    Slow slow = new Slow(predictors, 500);
    try (Batcher batcher = Batcher.with().maximumSize(1).queue(2).refuseWhenFull().over(slow)) {
      List<CompletableFuture<Answer>> taken = new ArrayList<>();
      taken.add(batcher.submit(new float[3]));
      while (batcher.waiting() > 0) {
        Thread.sleep(1);
      }
      taken.add(batcher.submit(new float[3]));
      taken.add(batcher.submit(new float[3]));
      assertThat(batcher.waiting()).isEqualTo(2);
      assertThatThrownBy(() -> batcher.predict(new float[3]))
          .isInstanceOf(RefusedException.class)
          .hasMessage(
              "m.onnx: 2 calls wait, as many as may. Ask again later, or open with Batcher.with().queue(n).")
          .extracting(e -> ((RefusedException) e).reason())
          .isEqualTo(RefusedException.Reason.FULL);
      assertThat(batcher.submit(new float[3])).isCompletedExceptionally();
      assertThat(batcher.counts().refused()).isEqualTo(2);
      taken.forEach(answer -> assertThat(answer.join().floats()).hasSize(2));
    }
    try (Batcher batcher = Batcher.with().maximumSize(1).queue(1).over(slow)) {
      List<CompletableFuture<Answer>> taken = new ArrayList<>();
      long began = System.nanoTime();
      for (int i = 0; i < 4; i++) {
        taken.add(batcher.submit(new float[3]));
      }
      assertThat(System.nanoTime() - began).isGreaterThan(800_000_000);
      taken.forEach(answer -> assertThat(answer.join().floats()).hasSize(2));
      taken.add(batcher.submit(new float[3]));
      taken.add(batcher.submit(new float[3]));
      assertThatThrownBy(() -> batcher.predictWithin(Duration.ofMillis(30), new float[3]))
          .hasMessage(
              "m.onnx: expected an answer within 30 ms, got none. Allow more time, or send fewer calls.");
    }
  }

  @Test
  void anInterruptedCallerWithdrawsItsCall() throws Exception {
    try (Batcher batcher = Batcher.with().maximumSize(3).maximumWait(LONG).over(predictors)) {
      CompletableFuture<Throwable> thrown = new CompletableFuture<>();
      Thread caller =
          new Thread(
              () -> {
                try {
                  batcher.predict(new float[3]);
                } catch (RefusedException e) {
                  thrown.complete(Thread.currentThread().isInterrupted() ? e : new Error(e));
                }
              });
      caller.start();
      while (caller.getState() != Thread.State.TIMED_WAITING) {
        Thread.sleep(1);
      }
      caller.interrupt();
      assertThat(thrown.get(10, TimeUnit.SECONDS))
          .isInstanceOf(RefusedException.class)
          .hasMessage("m.onnx: interrupted before the answer came. The call is withdrawn.");
      CompletableFuture<Answer> other = batcher.submit(new float[] {1, 2, 3});
      assertThat(batcher.predict(new float[] {3, 2, 1}).floats())
          .containsExactly(Samples.dense(3, 2, 1));
      assertThat(other.join().floats()).containsExactly(Samples.dense(1, 2, 3));
      assertThat(batcher.counts().answered()).isEqualTo(2);
    }
  }

  @Test
  void aCancelledFutureIsNotRun() {
    try (Batcher batcher = Batcher.with().maximumSize(2).maximumWait(LONG).over(predictors)) {
      CompletableFuture<Answer> first = batcher.submit(new float[9]);
      first.cancel(true);
      assertThat(batcher.predict(new float[] {1, 2, 3}).floats())
          .containsExactly(Samples.dense(1, 2, 3));
      assertThat(batcher.counts().failed()).isZero();
    }
  }

  @Test
  void closingAnswersWhatWasTaken() {
    Batcher batcher = Batcher.with().maximumSize(2).over(new Slow(predictors, 50));
    List<CompletableFuture<Answer>> taken = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      taken.add(batcher.submit(new float[] {i, 0, 0}));
    }
    batcher.close();
    batcher.close();
    for (int i = 0; i < 9; i++) {
      assertThat(taken.get(i).join().floats()).containsExactly(Samples.dense(i, 0, 0));
    }
    String message = "m.onnx: this Batcher is closed. Open another.";
    assertThatThrownBy(() -> batcher.predict(new float[3]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(message);
    assertThatThrownBy(batcher.submit(new float[3])::join).hasRootCauseMessage(message);
  }
}

package dev.hebb.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many threads, one session. */
class PredictorsTest {
  private static final int THREADS = 16;
  private static final int CALLS = 2_000;
  // A lease and what a lambda holds, where they are not optimised away.
  private static final double BYTES_OF_A_LEASE = 64;

  @TempDir private Path folder;

  private Path file;

  @BeforeEach
  void write() {
    file = Samples.provenDense().writeSealed(folder.resolve("m.onnx"));
  }

  @Test
  void manyThreadsGetTheirOwnAnswers() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (Predictors predictors = Predictors.open(file)) {
      List<Future<?>> all = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        int thread = t;
        all.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < CALLS; i++) {
                    float[] x = {thread, i, thread - i};
                    assertThat(predictors.<float[]>call(p -> ask(p, x)))
                        .containsExactly(Samples.dense(x));
                  }
                }));
      }
      for (Future<?> each : all) {
        each.get();
      }
      assertThat(predictors.latency().count()).isEqualTo((long) THREADS * CALLS);
      assertThat(predictors.latency().failures()).isZero();
      assertThat(predictors.latency().nanos(0.5)).isPositive();
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void whatComesBackIsLentAgain() {
    try (Predictors predictors = Predictors.open(file)) {
      Predictor first = predictors.call(p -> p);
      assertThat(predictors.<Predictor>call(p -> p)).isSameAs(first);
      try (Lease one = predictors.borrow();
          Lease two = predictors.borrow()) {
        assertThat(one.predictor()).isSameAs(first);
        assertThat(two.predictor()).isNotSameAs(first);
      }
    }
  }

  @Test
  void closingALeaseTwiceGivesItBackOnce() {
    try (Predictors predictors = Predictors.open(file)) {
      Lease first = predictors.borrow();
      first.close();
      Lease second = predictors.borrow();
      first.close();
      try (Lease third = predictors.borrow()) {
        assertThat(third.predictor()).isNotSameAs(second.predictor());
      }
      second.close();
    }
  }

  @Test
  void sizesAreThoseOfTheBeginningAgain() {
    try (Predictors predictors = Predictors.open(file)) {
      assertThat(predictors.<Integer>call(p -> p.bind("batch", 5).input().rows())).isEqualTo(5);
      assertThat(predictors.<Integer>call(p -> p.input().rows())).isEqualTo(1);
    }
  }

  @Test
  void oneThatWasClosedIsNotLentAgain() {
    try (Predictors predictors = Predictors.open(file)) {
      predictors.call(
          p -> {
            p.close();
            return p;
          });
      assertThat(predictors.<float[]>call(p -> ask(p, 1, 2, 3)))
          .containsExactly(Samples.dense(1, 2, 3));
    }
  }

  @Test
  void theVersionIsTheDigestOfTheFile() throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    try (Predictors predictors = Predictors.open(file);
        Lease lease = predictors.borrow()) {
      assertThat(lease.version())
          .isEqualTo(predictors.version())
          .isEqualTo(HexFormat.of().formatHex(digest));
    }
  }

  @Test
  void borrowingAllocatesNextToNothing() {
    float[] x = {1, 2, 3};
    try (Predictors predictors = Predictors.open(file)) {
      double bytes =
          OneCall.bytes(
              () -> {
                try (Lease lease = predictors.borrow()) {
                  lease.predictor().input().put(0, x);
                  lease.predictor().run();
                }
              });
      assertThat(bytes).isLessThanOrEqualTo(OneCall.BYTES_THROUGH_JNI + BYTES_OF_A_LEASE);
    }
  }

  @Test
  void afterCloseNothingIsLentAndWhatIsLentStaysUsable() throws Exception {
    Predictors predictors = Predictors.open(file);
    Lease lease = predictors.borrow();
    predictors.close();
    predictors.close();
    assertThatThrownBy(predictors::borrow)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("m.onnx: this Predictors is closed. Open the file again.");
    assertThat(predictors.borrowUnlessClosed()).isEmpty();
    assertThat(predictors.awaitDrained(Duration.ofMillis(10))).isFalse();
    assertThat(ask(lease.predictor(), 1, 2, 3)).containsExactly(Samples.dense(1, 2, 3));
    lease.close();
    assertThat(predictors.awaitDrained(Duration.ofSeconds(10))).isTrue();
    assertThatThrownBy(lease.predictor()::run)
        .hasMessage("m.onnx: this Predictor is closed. Open the file again.");
  }

  @Test
  void closingInTheMiddleEndsEveryThreadWithItsOwnError() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 20; round++) {
        Predictors predictors = Predictors.open(file);
        List<Future<?>> all = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
          all.add(
              threads.submit(
                  () -> {
                    while (true) {
                      predictors.call(p -> ask(p, 1, 2, 3));
                    }
                  }));
        }
        Thread.sleep(5);
        predictors.close();
        assertThat(predictors.awaitDrained(Duration.ofSeconds(10))).isTrue();
        for (Future<?> each : all) {
          assertThatThrownBy(each::get)
              .hasRootCauseInstanceOf(IllegalStateException.class)
              .hasRootCauseMessage("m.onnx: this Predictors is closed. Open the file again.");
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aFailedRunIsCounted() {
    Path tokens =
        Samples.tokens()
            .hebb()
            .note("hebb.limit.tokens", "9")
            .writeSealed(folder.resolve("t.onnx"));
    try (Predictors predictors = Predictors.open(tokens);
        Lease lease = predictors.borrow()) {
      lease.predictor().input("tokens").setLong(0, 9);
      assertThatThrownBy(lease.predictor()::run).isInstanceOf(PredictorException.class);
      assertThat(predictors.latency().failures()).isEqualTo(1);
      assertThat(predictors.latency().count()).isZero();
    }
  }

  private static float[] ask(Predictor p, float... x) {
    float[] y = new float[2];
    p.input().put(0, x);
    p.run();
    p.output().get(0, y);
    return y;
  }
}

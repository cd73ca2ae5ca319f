package dev.hebb.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.runtime.Predictors;
import dev.hebb.runtime.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** Calls of many threads in one run, and each with its own answer. */
@Timeout(60)
class BatcherTest {
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
  void whatWaitsTogetherRunsTogether() {
    try (Batcher batcher = Batcher.with().maximumSize(8).maximumWait(LONG).over(predictors)) {
      List<CompletableFuture<Answer>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        answers.add(batcher.submit(new float[] {i, 2, -i}));
      }
      for (int i = 0; i < 8; i++) {
        Answer answer = answers.get(i).join();
        assertThat(answer.floats()).containsExactly(Samples.dense(i, 2, -i));
        assertThat(answer.floats("y")).isSameAs(answer.floats());
        assertThat(answer.version()).isEqualTo(predictors.version());
      }
      assertThat(batcher.counts().runs()).isEqualTo(1);
      assertThat(batcher.counts().answered()).isEqualTo(8);
      assertThat(batcher.counts().latency().count()).isEqualTo(8);
    }
  }

  @Test
  void theFirstWaitsNoLongerThanItMay() {
    try (Batcher batcher =
        Batcher.with().maximumSize(8).maximumWait(Duration.ofMillis(400)).over(predictors)) {
      long began = System.nanoTime();
      CompletableFuture<Answer> one = batcher.submit(new float[] {1, 0, 0});
      CompletableFuture<Answer> two = batcher.submit(new float[] {2, 0, 0});
      assertThat(one.join().floats()).containsExactly(Samples.dense(1, 0, 0));
      assertThat(two.join().floats()).containsExactly(Samples.dense(2, 0, 0));
      assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(400_000_000);
      assertThat(batcher.counts().runs()).isEqualTo(1);
    }
  }

  @Test
  void aDeadlineIsNotWaitedAway() {
    try (Batcher batcher = Batcher.with().maximumWait(LONG).over(predictors)) {
      predictors.call(p -> p); // so that one is there
      long began = System.nanoTime();
      CompletableFuture<Answer> patient = batcher.submit(new float[] {1, 0, 0});
      CompletableFuture<Answer> hurried =
          batcher.submitWithin(Duration.ofSeconds(2), new float[] {2, 0, 0});
      assertThat(patient.join().floats()).containsExactly(Samples.dense(1, 0, 0));
      assertThat(hurried.handle((answer, error) -> 1).join()).isEqualTo(1);
      assertThat(System.nanoTime() - began).isLessThan(10_000_000_000L);
    }
  }

  @Test
  void manyThreadsAndSizesAndNoneGetsAnothersAnswer() throws Exception {
    for (int size : new int[] {1, 5, 31, 40, 100}) {
      ExecutorService threads = Executors.newFixedThreadPool(24);
      try (Batcher batcher = Batcher.with().maximumSize(size).workers(2).over(predictors)) {
        List<Future<?>> all = new ArrayList<>();
        for (int t = 0; t < 24; t++) {
          int thread = t;
          all.add(
              threads.submit(
                  () -> {
                    for (int i = 0; i < 300; i++) {
                      float[] x = {thread, i, thread - i};
                      assertThat(batcher.predict(x).floats()).containsExactly(Samples.dense(x));
                    }
                  }));
        }
        for (Future<?> each : all) {
          each.get();
        }
        assertThat(batcher.counts().answered()).isEqualTo(24 * 300);
        assertThat(batcher.counts().runs()).isLessThanOrEqualTo(24 * 300);
      } finally {
        threads.shutdownNow();
      }
    }
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void virtualThreadsMayBeMany() throws Exception {
    ExecutorService threads =
        (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    try (Batcher batcher = Batcher.with().queue(8).over(predictors)) {
      List<Future<float[]>> answers = new ArrayList<>();
      for (int i = 0; i < 5_000; i++) {
        float[] x = {i, 1, 2};
        boolean alone = i % 2 == 0;
        answers.add(
            threads.submit(
                () ->
                    alone
                        ? predictors.call(
                            p -> {
                              p.input().put(0, x);
                              p.run();
                              float[] y = new float[2];
                              p.output().get(0, y);
                              return y;
                            })
                        : batcher.predict(x).floats()));
      }
      for (int i = 0; i < 5_000; i++) {
        assertThat(answers.get(i).get()).containsExactly(Samples.dense(i, 1, 2));
      }
      assertThat(batcher.counts().answered()).isEqualTo(2_500);
    } finally {
      threads.shutdownNow();
    }
  }
}

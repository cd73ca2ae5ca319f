package dev.hebb.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.runtime.ModelBuilder;
import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.PredictorException;
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
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** Calls of many threads in one run, and each with its own answer or its own error. */
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

  @Test
  void aRowOfAnotherLengthFailsItsCallOnly() {
    try (Batcher batcher = Batcher.with().maximumSize(4).maximumWait(LONG).over(predictors)) {
      CompletableFuture<Answer> first = batcher.submit(new float[] {1, 2, 3});
      CompletableFuture<Answer> longer = batcher.submit(new float[4]);
      CompletableFuture<Answer> doubles = batcher.submit(new double[3]);
      CompletableFuture<Answer> last = batcher.submit(new float[] {3, 2, 1});
      assertThat(first.join().floats()).containsExactly(Samples.dense(1, 2, 3));
      assertThat(last.join().floats()).containsExactly(Samples.dense(3, 2, 1));
      refused(longer::join, "m.onnx: input \"x\" takes 3 floats a row, got 4.");
      refused(
          doubles::join,
          "m.onnx: input \"x\" holds float32, not float64. Use floats() or put(row, float[]).");
      assertThat(batcher.counts().runs()).isEqualTo(1);
      assertThat(batcher.counts().failed()).isEqualTo(2);
    }
  }

  @Test
  void whatIsNotARowIsAnError() {
    try (Batcher batcher = Batcher.with().over(predictors)) {
      assertThatThrownBy(() -> batcher.predict("1 2 3"))
          .isInstanceOf(PredictorException.class)
          .hasMessage(
              "m.onnx: input \"x\" takes a row as float[], got String. Give it as such an array.");
      assertThatThrownBy(() -> batcher.predict(new float[3], new float[3]))
          .isInstanceOf(PredictorException.class)
          .hasMessage(
              "m.onnx: expected a row for each of [\"x\"], got 2. Give one for each, in that order.");
      Answer answer = batcher.predict(new float[3]);
      assertThatThrownBy(() -> answer.longs("y"))
          .hasMessage("m.onnx: output \"y\" gives float[], not long[].");
      assertThatThrownBy(() -> answer.floats("z"))
          .hasMessage("m.onnx: has no output \"z\", only y.");
    }
  }

  @Test
  void valuesThatTheRunRefusesFailTheirCallOnly() {
    Path file =
        Samples.tokens()
            .hebb()
            .note("hebb.limit.tokens", "9")
            .writeSealed(folder.resolve("t.onnx"));
    try (Predictors numbers = Predictors.open(file);
        Batcher batcher = Batcher.with().maximumSize(3).maximumWait(LONG).over(numbers)) {
      CompletableFuture<Answer> one = batcher.submit(new long[] {1, 2, 3}, new int[] {3});
      CompletableFuture<Answer> bad = batcher.submit(new long[] {1, 9, 3}, new int[] {4});
      CompletableFuture<Answer> two = batcher.submit(new long[] {4, 5, 6}, new int[] {5});
      assertThat(one.join().longs("same")).containsExactly(1, 2, 3);
      assertThat(two.join().longs("same")).containsExactly(4, 5, 6);
      assertThat(two.join().named("count", int[].class)).containsExactly(5);
      refused(
          bad::join,
          "t.onnx: input \"tokens\", row 0, position 1: expected a number from 0 to 8, got 9."
              + " Use the vocabulary that the model was trained with.");
      assertThatThrownBy(() -> two.join().floats())
          .hasMessage("t.onnx: has outputs same, count. Name one.");
    }
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

  @Test
  void aModelThatIsClosedFailsItsCallsAndHangsNone() {
    try (Batcher batcher = Batcher.with().over(predictors)) {
      predictors.close();
      assertThatThrownBy(() -> batcher.predict(new float[3]))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("m.onnx: this Predictors is closed. Open the file again.");
    }
  }

  @Test
  void aFixedBatchIsRefused() {
    refusedAtOpening(
        Samples.relu(1, 3),
        "f.onnx: input \"x\" is [1, 3], a fixed batch: its calls cannot be gathered. Export it with"
            + " a symbolic batch dimension, or use Predictors.");
    refusedAtOpening(
        new ModelBuilder()
            .input("x", ModelBuilder.FLOAT, "batch", 3)
            .input("z", ModelBuilder.FLOAT, "rows", 3)
            .output("y", ModelBuilder.FLOAT, "batch", 3)
            .node("Add", List.of("x", "z"), "y")
            .note("hebb.dim.rows", "1"),
        "f.onnx: input \"z\" is [rows=1, 3], not a row for each \"batch\": its calls cannot be"
            + " gathered. Export it with a symbolic batch dimension, or use Predictors.");
    refusedAtOpening(
        new ModelBuilder()
            .input("x", ModelBuilder.FLOAT, "batch", 3)
            .output("y", ModelBuilder.FLOAT, 3)
            .node("ReduceSum", List.of("x", "axes"), "y", ModelBuilder.integer("keepdims", 0))
            .longs("axes", 0),
        "f.onnx: output \"y\" is [3] for 2 calls, not a row for each: its calls cannot be gathered."
            + " Export it with a symbolic batch dimension, or use Predictors.");
  }

  @Test
  void optionsAreChecked() {
    assertThatThrownBy(() -> Batcher.with().maximumSize(0))
        .hasMessage("maximumSize(0): expected at least 1.");
    assertThatThrownBy(() -> Batcher.with().queue(0)).hasMessage("queue(0): expected at least 1.");
    assertThatThrownBy(() -> Batcher.with().workers(0))
        .hasMessage("workers(0): expected at least 1.");
    assertThatThrownBy(() -> Batcher.with().maximumWait(Duration.ofMillis(-1)))
        .hasMessage("maximumWait(PT-0.001S): expected at least PT0S.");
  }

  private void refusedAtOpening(ModelBuilder model, String message) {
    Path file = model.write(folder.resolve("f.onnx"));
    try (Predictors fixed = Predictors.open(file, Predictor.with().trust())) {
      assertThatThrownBy(() -> Batcher.with().over(fixed))
          .isInstanceOf(PredictorException.class)
          .hasMessage(message);
    }
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .hasCauseInstanceOf(PredictorException.class)
        .hasRootCauseMessage(message);
  }
}

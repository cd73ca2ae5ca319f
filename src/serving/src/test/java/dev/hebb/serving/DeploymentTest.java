package dev.hebb.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.runtime.Lease;
import dev.hebb.runtime.ModelBuilder;
import dev.hebb.runtime.PredictorException;
import dev.hebb.runtime.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Versions that change, and those that are not let in. */
@Timeout(60)
class DeploymentTest {
  @TempDir private Path folder;

  @Test
  void anotherVersionTakesOverAndGivesBack() {
    try (Deployment model = Deployment.open(times("one.onnx", 1))) {
      String one = model.version();
      assertThat(ask(model, 5)).isEqualTo(5);
      Swap swap = model.swap(times("two.onnx", 2));
      assertThat(ask(model, 5)).isEqualTo(10);
      assertThat(swap).isEqualTo(new Swap(one, model.version(), 0, 0, 0, "", true));
      assertThat(model.version()).isNotEqualTo(one);
      Swap back = model.rollBack();
      assertThat(ask(model, 5)).isEqualTo(5);
      assertThat(back).isEqualTo(new Swap(swap.to(), one, 0, 0, 0, "", true));
      model.rollBack();
      assertThat(ask(model, 5)).isEqualTo(10);
      assertThat(model.latency().count()).isEqualTo(4);
    }
  }

  @Test
  void theVersionBeforeComesBackThoughItsFileIsGone() throws Exception {
    Path file = times("model.onnx", 1);
    try (Deployment model = Deployment.open(file)) {
      String one = model.version();
      model.swap(times("model.onnx", 2)); // the same file, written anew
      Files.delete(file);
      model.rollBack();
      assertThat(model.version()).isEqualTo(one);
      assertThat(ask(model, 5)).isEqualTo(5);
    }
  }

  @Test
  void whatIsLentStaysOfItsVersion() throws Exception {
    try (Deployment model = Deployment.open(times("one.onnx", 1))) {
      Lease lease = model.borrow();
      String one = model.version();
      CompletableFuture<Swap> swap =
          CompletableFuture.supplyAsync(() -> model.swap(times("two.onnx", 2)));
      while (model.version().equals(one)) {
        Thread.sleep(1);
      }
      lease.predictor().input().set(0, 7);
      lease.predictor().run();
      assertThat(lease.predictor().output().get(0)).isEqualTo(7);
      assertThat(lease.version()).isEqualTo(one);
      assertThat(ask(model, 7)).isEqualTo(14);
      assertThat(swap).isNotDone();
      lease.close();
      assertThat(swap.join().drained()).isTrue();
    }
  }

  @Test
  void aFailedCheckLeavesAllAsItWas() {
    try (Deployment model = Deployment.open(times("one.onnx", 1))) {
      String one = model.version();
      Path wrong =
          Samples.provenDense()
              .note("hebb.golden.0.out.y", ModelBuilder.base64(9f, 9f))
              .writeSealed(folder.resolve("wrong.onnx"));
      assertThatThrownBy(() -> model.swap(wrong))
          .isInstanceOf(PredictorException.class)
          .hasMessageStartingWith(
              "wrong.onnx: golden 0 (batch=1): output \"y\" at 0: expected 9.0");
      assertThatThrownBy(() -> model.swap(folder.resolve("none.onnx")))
          .isInstanceOf(PredictorException.class)
          .hasMessage("none.onnx: there is no such file in " + folder + ".");
      assertThat(model.version()).isEqualTo(one);
      assertThat(ask(model, 3)).isEqualTo(3);
      assertThatThrownBy(model::rollBack)
          .isInstanceOf(PredictorException.class)
          .hasMessage("one.onnx: is the first version. There is none before it.");
    }
  }

  @Test
  void otherInputsOrOutputsAreRefused() {
    try (Deployment model = Deployment.open(times("one.onnx", 1))) {
      refused(
          model,
          Samples.dense(),
          "expected input \"x\" float32 [batch, 1] as before, got float32 [batch, 3]");
      refused(
          model,
          scaled(2).input("z", ModelBuilder.FLOAT, "batch"),
          "expected no input \"z\", got float32 [batch]");
      refused(
          model,
          new ModelBuilder()
              .input("x", ModelBuilder.FLOAT, "batch", 1)
              .output("out", ModelBuilder.FLOAT, "batch", 1)
              .node("Relu", List.of("x"), "out"),
          "expected output \"y\" float32 [batch, 1] as before, got none");
    }
  }

  @Test
  void liveCallsAreCompared() throws Exception {
    try (Deployment model = Deployment.open(times("one.onnx", 1));
        Caller caller = new Caller(model)) {
      String one = model.version();
      assertThatThrownBy(() -> model.swap(times("two.onnx", 2), Comparison.of(5)))
          .isInstanceOf(PredictorException.class)
          .hasMessage(
              "two.onnx: 5 of 5 live calls came out otherwise than from version "
                  + one
                  + ": output \"y\" at 0: expected 4.0, got 8.0, tolerance 1.0E-5. Raise the"
                  + " tolerance, or allow a share. The version before stays.");
      assertThat(model.version()).isEqualTo(one);

      Swap told =
          model.swap(
              times("two.onnx", 2),
              Comparison.of(5).share(0.5).tolerance(Double.POSITIVE_INFINITY));
      assertThat(told)
          .isEqualTo(
              new Swap(
                  one, model.version(), 5, 0, 1, "output \"y\" at 0: expected 4.0, got 8.0", true));
      Swap allowed = model.swap(times("three.onnx", 3), Comparison.of(5).allow(1));
      assertThat(allowed.different()).isEqualTo(5);
      assertThat(allowed.deviation()).isEqualTo(0.5);
      Path same = scaled(3).note("author", "another").write(folder.resolve("same.onnx"));
      assertThat(model.swap(same, Comparison.of(20)).deviation()).isZero();
      assertThat(caller.failures()).isEmpty();
    }
  }

  @Test
  void tooFewLiveCallsAreNoComparison() {
    try (Deployment model = Deployment.open(times("one.onnx", 1))) {
      Comparison asked = Comparison.of(10).within(Duration.ofMillis(30));
      assertThatThrownBy(() -> model.swap(times("two.onnx", 2), asked))
          .isInstanceOf(PredictorException.class)
          .hasMessage(
              "two.onnx: expected 10 live calls to compare within 30 ms, got 0. Allow more time, or"
                  + " compare fewer. The version before stays.");
      assertThat(ask(model, 3)).isEqualTo(3);
    }
  }

  @Test
  void anInterruptedComparisonEnds() throws Exception {
    try (Deployment model = Deployment.open(times("one.onnx", 1))) {
      Path two = times("two.onnx", 2);
      CompletableFuture<Throwable> thrown = new CompletableFuture<>();
      Thread swapping =
          new Thread(
              () -> {
                try {
                  model.swap(two, Comparison.of(10));
                } catch (RefusedException e) {
                  thrown.complete(e);
                }
              });
      swapping.start();
      while (swapping.getState() != Thread.State.TIMED_WAITING) {
        Thread.sleep(1);
      }
      assertThatThrownBy(() -> model.swap(two))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "one.onnx: this Deployment changes its version already. Wait for that swap to end.");
      swapping.interrupt();
      assertThat(thrown.join())
          .hasMessage(
              "two.onnx: interrupted while live calls were compared. The version before stays.");
      swapping.join();
      model.swap(two);
      assertThat(ask(model, 3)).isEqualTo(6);
    }
  }

  @Test
  void afterClose() {
    Deployment model = Deployment.open(times("one.onnx", 1));
    model.close();
    model.close();
    String message = "one.onnx: this Deployment is closed. Open the file again.";
    assertThatThrownBy(model::borrow).isInstanceOf(IllegalStateException.class).hasMessage(message);
    assertThatThrownBy(() -> model.swap(times("two.onnx", 2))).hasMessage(message);
  }

  @Test
  void numbersOfAComparisonAreChecked() {
    assertThatThrownBy(() -> Comparison.of(0)).hasMessage("Comparison.of(0): expected at least 1.");
    assertThatThrownBy(() -> Comparison.of(1).share(1.5))
        .hasMessage("share(1.5): expected a share above 0 up to 1.");
    assertThatThrownBy(() -> Comparison.of(1).share(0))
        .hasMessage("share(0.0): expected a share above 0 up to 1.");
    assertThatThrownBy(() -> Comparison.of(1).allow(-1))
        .hasMessage("allow(-1.0): expected a share from 0 to 1.");
    assertThatThrownBy(() -> Comparison.of(1).tolerance(Double.NaN))
        .hasMessage("tolerance(NaN): expected at least 0.");
  }

  @Test
  void theFlightRecorderIsTold() throws Exception {
    try (Recording recording = new Recording();
        Deployment model = Deployment.open(times("one.onnx", 1))) {
      recording.enable("dev.hebb.Swap");
      recording.start();
      Swap swap = model.swap(times("two.onnx", 2));
      recording.stop();
      Path dump = folder.resolve("r.jfr");
      recording.dump(dump);
      RecordedEvent event =
          RecordingFile.readAllEvents(dump).stream()
              .filter(each -> each.getEventType().getName().equals("dev.hebb.Swap"))
              .findFirst()
              .orElseThrow();
      assertThat(event.getString("model")).isEqualTo("two.onnx");
      assertThat(event.getString("before")).isEqualTo(swap.from());
      assertThat(event.getString("version")).isEqualTo(swap.to());
      assertThat(event.getDuration("taken")).isPositive();
    }
  }

  /** Asks again and again for 4, as long as it is open. */
  private static final class Caller implements AutoCloseable {
    private final AtomicBoolean going = new AtomicBoolean(true);
    private final CompletableFuture<Void> calls;

    Caller(Deployment model) {
      calls =
          CompletableFuture.runAsync(
              () -> {
                while (going.get()) {
                  ask(model, 4);
                }
              });
    }

    List<String> failures() {
      return calls.isCompletedExceptionally() ? List.of(calls.toString()) : List.of();
    }

    @Override
    public void close() {
      going.set(false);
      calls.join();
    }
  }

  private void refused(Deployment model, ModelBuilder other, String what) {
    Path file = other.write(folder.resolve("other.onnx"));
    assertThatThrownBy(() -> model.swap(file))
        .isInstanceOf(PredictorException.class)
        .hasMessage(
            "other.onnx: %s. The version before stays; open this one beside it.".formatted(what));
  }

  private static float ask(Deployment model, float x) {
    return model.call(
        p -> {
          p.input().set(0, x);
          p.run();
          return p.output().get(0);
        });
  }

  private Path times(String name, float factor) {
    return scaled(factor).write(folder.resolve(name));
  }

  private static ModelBuilder scaled(float factor) {
    return ServingSamples.scaled(factor);
  }
}

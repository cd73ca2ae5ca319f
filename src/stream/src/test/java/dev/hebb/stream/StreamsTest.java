package dev.hebb.stream;

import static dev.hebb.runtime.ModelBuilder.FLOAT;
import static dev.hebb.runtime.ModelBuilder.INT64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.runtime.ModelBuilder;
import dev.hebb.runtime.PredictorException;
import dev.hebb.runtime.Samples;
import dev.hebb.runtime.engine.Door;
import dev.hebb.runtime.engine.Gate;
import java.nio.file.Path;
import java.util.List;
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

class StreamsTest {
  @TempDir private Path folder;

  /** What came so far, summed, times 3 and 5: x [batch, 2] -> y [batch, 2]. */
  private static ModelBuilder sums() {
    return new ModelBuilder()
        .hebb()
        .note("hebb.model.sha256", "0123456789abcdef")
        .note("hebb.stream.over", "time")
        .note("hebb.stream.state.sum", "sum/next")
        .note("hebb.unit.x", "kg")
        .input("x", FLOAT, "batch", 2)
        .input("sum", FLOAT, "batch", 2)
        .output("y", FLOAT, "batch", 2)
        .output("sum/next", FLOAT, "batch", 2)
        .floats("scale", new float[] {3, 5}, 2)
        .node("Add", List.of("sum", "x"), "sum/next")
        .node("Mul", List.of("sum/next", "scale"), "y");
  }

  private Path file() {
    return sums().writeSealed(folder.resolve("sums.onnx"));
  }

  private static Streams opened(StreamOptions options, boolean java, Path file) {
    return (java ? options : options.onnxRuntime()).open(file);
  }

  private static float[] values(Stream stream) {
    float[] values = new float[stream.output().length()];
    stream.output().floats().get(values);
    return values;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aTickRemembersThoseBefore(boolean java) {
    try (Streams streams = opened(Streams.with(), java, file());
        Stream a = streams.open();
        Stream b = streams.open()) {
      a.input().put(new float[] {1, 2});
      a.step();
      assertThat(values(a)).containsExactly(3, 10);
      b.input("x").put(0, new float[] {10, 20});
      b.step();
      a.step();
      assertThat(values(a)).containsExactly(6, 20);
      assertThat(values(b)).containsExactly(30, 100);
      assertThat(b.output("y").get(1)).isEqualTo(100);
      assertThat(a.inputs()).containsExactly(a.input());
      assertThat(a.outputs()).containsExactly(a.output());
      a.reset();
      a.step();
      assertThat(values(a)).containsExactly(3, 10);
      assertThat(a.bytes()).isEqualTo((2 + 2 + 2 * 2) * 4);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void rowsTickTogether(boolean java) {
    try (Streams streams = opened(Streams.with().batch(2), java, file());
        Stream stream = streams.open();
        Stream wide = streams.open(Map.of("batch", 3))) {
      stream.input().put(new float[] {1, 2, 3, 4});
      stream.step();
      stream.step();
      assertThat(values(stream)).containsExactly(6, 20, 18, 40);
      stream.select(1, 1);
      stream.input().put(new float[4]);
      stream.step();
      assertThat(values(stream)).containsExactly(18, 40, 18, 40);
      wide.step();
      assertThat(wide.output().dims()).containsExactly(3, 2);
      assertThatThrownBy(() -> stream.select(0))
          .isInstanceOf(PredictorException.class)
          .hasMessage(
              "sums.onnx: expected 2 rows from 0 to 1, got [0]. Name one for each row of the stream.");
      assertThatThrownBy(() -> stream.select(0, 2))
          .isInstanceOf(PredictorException.class)
          .hasMessage(
              "sums.onnx: expected 2 rows from 0 to 1, got [0, 2]. Name one for each row of the stream.");
      assertThatThrownBy(() -> wide.restore(stream.snapshot()))
          .isInstanceOf(PredictorException.class)
          .hasMessage(
              "sums.onnx: expected a snapshot with sum of [batch=3, 2], got [2, 2]. Open the stream with the sizes of the"
                  + " one it was taken from.");
      assertThatThrownBy(() -> stream.input().put(2, new float[2]))
          .isInstanceOf(PredictorException.class)
          .hasMessage(
              "sums.onnx: input \"x\" has 2 rows (0 to 1), got row 2. Open with Streams.with().batch(n) for more rows.");
    }
  }

  @Test
  void describesItself() {
    try (Streams streams = Streams.with().batch(2).open(file());
        Stream stream = streams.open()) {
      assertThat(stream.describe())
          .isEqualTo(
              """
              sums.onnx, written by hebb, streams over time
                input   "x" float32 [batch=2, 2] in kg
                output  "y" float32 [batch=2, 2]
                state   "sum" float32 [batch=2, 2]
                unchanged since its export, but without golden vectors: unproven
                ticks in Java""");
      assertThat(streams.proven()).isFalse();
      assertThat(streams.metadata()).containsEntry("hebb.stream.over", "time");
    }
    String version = ai.onnxruntime.OrtEnvironment.getEnvironment().getVersion();
    try (Streams streams = Streams.with().onnxRuntime().threads(2).trust().open(file());
        Stream stream = streams.open()) {
      assertThat(stream.describe())
          .contains(
              "\n  not checked: opened with trust()\n  ticks in ONNX Runtime %s, 2 threads\n  engine: "
                  .formatted(version));
    }
  }

  @Test
  void goldenVectorsAreChecked() {
    ModelBuilder proven =
        sums()
            .note("hebb.golden.tolerance", "1.0E-6")
            .note("hebb.golden.count", "1")
            .note("hebb.golden.0.dims", "batch=1")
            .note("hebb.golden.0.in.x", ModelBuilder.base64(1f, 2f))
            .note("hebb.golden.0.in.sum", ModelBuilder.base64(3f, 4f))
            .note("hebb.golden.0.out.sum/next", ModelBuilder.base64(4f, 6f))
            .note("hebb.golden.0.out.y", ModelBuilder.base64(12f, 30f));
    try (Streams streams = Streams.open(proven.writeSealed(folder.resolve("p.onnx")));
        Stream stream = streams.open()) {
      assertThat(streams.proven()).isTrue();
      assertThat(stream.describe()).endsWith("ticks in Java");
    }
    proven.note("hebb.golden.0.out.y", ModelBuilder.base64(12f, 31f));
    Path wrong = proven.writeSealed(folder.resolve("w.onnx"));
    assertThatThrownBy(() -> Streams.open(wrong))
        .isInstanceOf(PredictorException.class)
        .hasMessageStartingWith(
            "w.onnx: golden 0 (batch=1): output \"y\" at 1: expected 31.0, got 30.0 from ONNX Runtime");
  }

  @Test
  void anOrdinaryFileIsRefused() {
    Path file = Samples.provenDense().writeSealed(folder.resolve("dense.onnx"));
    assertThatThrownBy(() -> Streams.open(file))
        .isInstanceOf(PredictorException.class)
        .hasMessage(
            "dense.onnx: is not a streaming file. Write one with Onnx.export(model).streaming(), or open this one with"
                + " Predictor.");
  }

  @Test
  void aStateThatIsNotThereIsRefused() {
    Path file =
        sums().note("hebb.stream.state.sum", "nowhere").writeSealed(folder.resolve("n.onnx"));
    assertThatThrownBy(() -> Streams.open(file))
        .isInstanceOf(PredictorException.class)
        .hasMessage(
            "n.onnx: note hebb.stream.state.sum: expected an output of floats like the input, got \"nowhere\". Export it"
                + " again.");
  }

  @Test
  void aChangedFileIsRefused() {
    byte[] bytes = sums().sealed();
    bytes[40] ^= 1;
    Path file = ModelBuilder.write(folder.resolve("changed.onnx"), bytes);
    assertThatThrownBy(() -> Streams.open(file))
        .isInstanceOf(PredictorException.class)
        .hasMessage(
            "changed.onnx: was changed after it was exported, its digest does not match its bytes."
                + " Export it again, or open it unchecked with Streams.with().trust().");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aTickThatFailsIsAsIfItHadNotCome(boolean java) {
    Path file =
        new ModelBuilder()
            .hebb()
            .note("hebb.stream.over", "time")
            .note("hebb.stream.state.sum", "sum/next")
            .input("word", INT64, "batch")
            .input("sum", FLOAT, "batch", 2)
            .output("y", FLOAT, "batch", 2)
            .output("sum/next", FLOAT, "batch", 2)
            .floats("table", new float[] {1, 2, 3, 4, 5, 6}, 3, 2)
            .node("Gather", List.of("table", "word"), "row")
            .node("Add", List.of("sum", "row"), "sum/next")
            .node("Mul", List.of("sum/next", "row"), "y")
            .writeSealed(folder.resolve("words.onnx"));
    try (Streams streams = opened(Streams.with(), java, file);
        Stream stream = streams.open()) {
      stream.input().setLong(0, 2);
      stream.step();
      assertThat(values(stream)).containsExactly(25, 36);
      stream.input().setLong(0, 3);
      assertThatThrownBy(stream::step)
          .isInstanceOf(PredictorException.class)
          .hasMessageStartingWith("words.onnx: cannot compute this (")
          .hasMessageEndingWith("). Check the values of its inputs.");
      stream.input().setLong(0, 0);
      stream.step();
      assertThat(values(stream)).containsExactly(6, 16);
    }
  }

  @Test
  void aWordOfNoTableIsNamed() {
    Path file =
        new ModelBuilder()
            .hebb()
            .note("hebb.stream.over", "time")
            .input("word", INT64, "batch")
            .output("y", FLOAT, "batch", 2)
            .floats("table", new float[] {1, 2, 3, 4, 5, 6}, 3, 2)
            .node("Gather", List.of("table", "word"), "y")
            .writeSealed(folder.resolve("words.onnx"));
    try (Streams streams = Streams.open(file);
        Stream stream = streams.open()) {
      stream.input().setLong(0, 3);
      assertThatThrownBy(stream::step)
          .isInstanceOf(PredictorException.class)
          .hasMessage(
              "words.onnx: cannot compute this (3 is not in a table of 3 rows). Check the values of its inputs.");
    }
  }

  @Test
  void aClosedStreamRefuses() {
    try (Streams streams = Streams.open(file())) {
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
    Streams streams = Streams.open(file());
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
        Streams streams = opened(Streams.with(), java, file());
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

  @Test
  void sizesAreBoundAsForAPredictor() {
    Path file = file();
    assertThatThrownBy(() -> Streams.with().batch(0))
        .isInstanceOf(PredictorException.class)
        .hasMessage("batch(0): expected at least 1.");
    try (Streams streams = Streams.with().dim("time", 3).open(file)) {
      assertThatThrownBy(streams::open)
          .isInstanceOf(PredictorException.class)
          .hasMessage(
              "sums.onnx: has no dimension \"time\", only \"batch\"; got dim(\"time\", 3).");
    }
  }

  @Test
  void aDamagedSnapshotIsRefused() {
    byte[] bytes;
    try (Streams streams = Streams.open(file());
        Stream stream = streams.open()) {
      bytes = stream.snapshot().toBytes();
    }
    assertThat(Snapshot.of(bytes)).hasToString("snapshot of model 01234567: sum [1, 2]");
    for (int at = 0; at < bytes.length; at++) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= 1;
      assertThatThrownBy(() -> Snapshot.of(damaged)).isInstanceOf(PredictorException.class);
      byte[] cut = java.util.Arrays.copyOf(bytes, at);
      assertThatThrownBy(() -> Snapshot.of(cut)).isInstanceOf(PredictorException.class);
    }
    assertThatThrownBy(() -> Snapshot.of(new byte[40]))
        .hasMessage("snapshot: these bytes are none. Give what toBytes() gave, all of it.");
    bytes[20] ^= 1;
    assertThatThrownBy(() -> Snapshot.of(bytes))
        .hasMessage(
            "snapshot: its checksum does not match its bytes: it was damaged or cut off. Take it again.");
  }

  @Test
  void aSnapshotOfAnotherModelIsRefused() {
    Path other =
        sums().note("hebb.model.sha256", "fedcba9876543210").writeSealed(folder.resolve("o.onnx"));
    try (Streams streams = Streams.open(file());
        Stream stream = streams.open();
        Streams others = Streams.open(other);
        Stream foreign = others.open()) {
      assertThatThrownBy(() -> stream.restore(foreign.snapshot()))
          .isInstanceOf(PredictorException.class)
          .hasMessage(
              "sums.onnx: expected a snapshot of its model (01234567...), got one of another (fedcba98...). Restore it"
                  + " into a stream of the model it was taken from.");
    }
  }
}

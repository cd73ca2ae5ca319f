package dev.hebb.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.runtime.ModelBuilder;
import dev.hebb.runtime.PredictorException;
import dev.hebb.runtime.Samples;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files and snapshots are checked before they are believed. */
class StreamFilesTest {
  @TempDir private Path folder;

  @Test
  void goldenVectorsAreChecked() {
    ModelBuilder proven =
        Sums.model()
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
        Sums.model().note("hebb.stream.state.sum", "nowhere").writeSealed(folder.resolve("n.onnx"));
    assertThatThrownBy(() -> Streams.open(file))
        .isInstanceOf(PredictorException.class)
        .hasMessage(
            "n.onnx: note hebb.stream.state.sum: expected an output of floats like the input, got \"nowhere\". Export it"
                + " again.");
  }

  @Test
  void aChangedFileIsRefused() {
    byte[] bytes = Sums.model().sealed();
    bytes[40] ^= 1;
    Path file = ModelBuilder.write(folder.resolve("changed.onnx"), bytes);
    assertThatThrownBy(() -> Streams.open(file))
        .isInstanceOf(PredictorException.class)
        .hasMessage(
            "changed.onnx: was changed after it was exported, its digest does not match its bytes."
                + " Export it again, or open it unchecked with Streams.with().trust().");
  }

  @Test
  void aDamagedSnapshotIsRefused() {
    byte[] bytes;
    try (Streams streams = Streams.open(Sums.file(folder));
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
        Sums.model()
            .note("hebb.model.sha256", "fedcba9876543210")
            .writeSealed(folder.resolve("o.onnx"));
    try (Streams streams = Streams.open(Sums.file(folder));
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

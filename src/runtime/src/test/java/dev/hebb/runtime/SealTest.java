package dev.hebb.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.runtime.engine.Seal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that was changed after its export is refused, whatever was changed. */
class SealTest {
  private static final int RECORD_BYTES = 81;
  private static final String CHANGED =
      "m.onnx: was changed after it was exported, its digest does not match its bytes."
          + " Export it again, or open it unchecked with Predictor.with().trust().";

  @TempDir private Path folder;

  @Test
  void theRecordIs81BytesLong() {
    ModelBuilder model = Samples.provenDense();
    assertThat(model.sealed()).hasSize(model.bytes().length + RECORD_BYTES);
    assertThat(Seal.of(ByteBuffer.wrap(model.sealed()))).isEqualTo(Seal.INTACT);
  }

  @Test
  void everyOneOf300CorruptionsIsRefused() {
    byte[] model = Samples.provenDense().sealed();
    Random random = new Random(300);
    for (int i = 0; i < 300; i++) {
      byte[] corrupt = model.clone();
      int bytes = 1 + random.nextInt(3);
      for (int b = 0; b < bytes; b++) {
        corrupt[random.nextInt(corrupt.length)] ^= (byte) (1 + random.nextInt(255));
      }
      if (!Arrays.equals(corrupt, model)) {
        refused(corrupt, "corruption " + i);
      }
    }
  }

  @Test
  void everyByteOfTheRecordCounts() {
    byte[] model = Samples.provenDense().sealed();
    for (int at = model.length - RECORD_BYTES; at < model.length; at++) {
      byte[] corrupt = model.clone();
      corrupt[at] ^= 1;
      refused(corrupt, "byte " + at);
    }
  }

  @Test
  void everyTruncationIsRefused() {
    byte[] model = Samples.provenDense().sealed();
    for (int length = 0; length < model.length; length++) {
      byte[] truncated = Arrays.copyOf(model, length);
      Path file = ModelBuilder.write(folder.resolve("m.onnx"), truncated);
      assertThatThrownBy(() -> Predictor.open(file))
          .as("truncated to %d", length)
          .isInstanceOf(PredictorException.class)
          .hasMessageStartingWith("m.onnx: ");
    }
  }

  @Test
  void bytesBehindTheRecordAreRefused() {
    byte[] model = Samples.provenDense().sealed();
    refused(Arrays.copyOf(model, model.length + 1), "one byte more");
  }

  @Test
  void aHebbFileWithoutItsRecordIsRefused() {
    Path file = Samples.provenDense().write(folder.resolve("m.onnx"));
    assertThatThrownBy(() -> Predictor.open(file)).hasMessage(CHANGED);
    Path onlyAUnit = Samples.dense().note("hebb.unit.x", "kg").write(folder.resolve("m.onnx"));
    assertThatThrownBy(() -> Predictor.open(onlyAUnit)).hasMessage(CHANGED);
    Path onlyTheProducer = Samples.dense().producer("hebb").write(folder.resolve("m.onnx"));
    assertThatThrownBy(() -> Predictor.open(onlyTheProducer)).hasMessage(CHANGED);
  }

  @Test
  void aChangedFileSaysSo() {
    byte[] model = Samples.provenDense().sealed();
    model[model.length / 2] ^= 1;
    Path file = ModelBuilder.write(folder.resolve("m.onnx"), model);
    assertThatThrownBy(() -> Predictor.open(file))
        .isInstanceOf(PredictorException.class)
        .hasMessage(CHANGED);
  }

  @Test
  void trustOpensAChangedFile() {
    String changed =
        new String(Samples.provenDense().sealed(), StandardCharsets.ISO_8859_1)
            .replace("hebb.unit.x\u0012\u0002kg", "hebb.unit.x\u0012\u0002lb");
    Path file =
        ModelBuilder.write(folder.resolve("m.onnx"), changed.getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> Predictor.open(file)).hasMessage(CHANGED);
    try (Predictor p = Predictor.with().trust().open(file)) {
      assertThat(p.input().unit()).isEqualTo("lb");
      assertThat(p.proven()).isFalse();
      assertThat(p.describe()).contains("\n  not checked: opened with trust()\n");
    }
  }

  @Test
  void aForeignFileIsOpenedUnproven() {
    try (Predictor p = Predictor.open(Samples.dense().write(folder.resolve("m.onnx")))) {
      assertThat(p.proven()).isFalse();
    }
  }

  private void refused(byte[] model, String what) {
    Path file = ModelBuilder.write(folder.resolve("m.onnx"), model);
    assertThatThrownBy(() -> Predictor.open(file))
        .as(what)
        .isInstanceOf(PredictorException.class)
        .hasMessage(CHANGED);
  }
}

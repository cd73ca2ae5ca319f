package dev.hebb.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a session runs changes how fast it is, never what it says. */
class SessionTest {
  private static final String VERSION = OrtEnvironment.getEnvironment().getVersion();
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
  private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Preset.class)
  void everyPresetSaysTheSame(Preset preset) {
    try (Predictor p = Predictor.with().preset(preset).open(proven())) {
      assertThat(p.proven()).isTrue();
      assertThat(said(p)).isEqualTo(Samples.dense(1, 2, 3));
      int threads = preset.threads();
      assertThat(p.describe())
          .contains(
              "ONNX Runtime %s, %s".formatted(VERSION, threads == 1 ? "1 t" : threads + " t"));
    }
  }

  @Test
  void presetsKeepToTheProcessorsOfThisJvm() {
    assertThat(Preset.SINGLE.threads()).isEqualTo(1);
    assertThat(Preset.LATENCY.threads()).isEqualTo(PROCESSORS);
    assertThat(Preset.THROUGHPUT.threads()).isEqualTo(PROCESSORS);
    assertThat(Preset.POLITE.threads()).isEqualTo(Math.max(1, PROCESSORS / 2));
    assertThat(Stream.of(Preset.values()).filter(Preset::spinning)).containsExactly(Preset.LATENCY);
    assertThat(Stream.of(Preset.values()).filter(Preset::shared)).containsExactly(Preset.POLITE);
    assertThat(Predictor.with().preset(Preset.LATENCY).threads(3).session().threads()).isEqualTo(3);
  }

  @Test
  void whoComputesIsSaid() {
    try (Predictor p = Predictor.with().on(Provider.CPU).open(proven())) {
      assertThat(p.describe()).contains("ONNX Runtime %s, 1 thread, on CPU\n".formatted(VERSION));
      assertThat(said(p)).isEqualTo(Samples.dense(1, 2, 3));
    }
  }

  @Test
  void aProviderThatIsNotThereIsNeverReplaced() {
    refused(
        Predictor.with().on(Provider.CUDA, Provider.CPU),
        "m.onnx: was to be run on CUDA, but the ONNX Runtime %s on this classpath has only %s. Put com.microsoft.onnxruntime:onnxruntime_gpu:%s in the place of the ONNX Runtime that is there."
            .formatted(VERSION, there(), VERSION));
    refused(
        Predictor.with().on(Provider.TENSORRT),
        "m.onnx: was to be run on TensorRT, but the ONNX Runtime %s on this classpath has only %s. Put com.microsoft.onnxruntime:onnxruntime_gpu:%s in the place of the ONNX Runtime that is there."
            .formatted(VERSION, there(), VERSION));
    refused(
        Predictor.with().on(Provider.OPENVINO),
        "m.onnx: was to be run on OpenVINO, but the ONNX Runtime %s on this classpath has only %s. No Maven artifact has it: build ONNX Runtime with it, and point -Donnxruntime.native.path at the result."
            .formatted(VERSION, there()));
  }

  // On Macs CoreML is there too.
  private static String there() {
    return OrtEnvironment.getAvailableProviders().stream()
        .map(each -> Provider.valueOf(each.name().replace("_", "")).toString())
        .sorted()
        .reduce((a, b) -> a + ", " + b)
        .orElseThrow();
  }

  @Test
  void aMappedFileSaysTheSame() {
    try (Predictor p = Predictor.with().mapped().open(proven())) {
      assertThat(p.proven()).isTrue();
      assertThat(said(p)).isEqualTo(Samples.dense(1, 2, 3));
    }
    refused(
        Predictor.with().mapped(),
        ModelBuilder.write(folder.resolve("m.onnx"), new byte[0]),
        "m.onnx: is empty. Export it again.");
  }

  @Test
  void anOptimisedModelIsMadeOnceAndProven() throws IOException {
    Path kept = folder.resolve("kept");
    PredictorOptions options = Predictor.with().optimisedIn(kept);
    Path file = proven();
    for (int round = 0; round < 3; round++) {
      try (Predictor p = options.open(file)) {
        assertThat(p.proven()).isTrue();
        assertThat(p.metadata()).containsEntry("hebb.unit.x", "kg");
        assertThat(said(p)).isEqualTo(Samples.dense(1, 2, 3));
      }
      assertThat(files(kept)).hasSize(1);
      if (round == 0) {
        Files.setLastModifiedTime(files(kept).get(0), LONG_AGO);
      }
    }
    assertThat(Files.getLastModifiedTime(files(kept).get(0))).isEqualTo(LONG_AGO);
    assertThat(files(kept).get(0).getFileName().toString())
        .matches("[0-9a-f]{16}-" + VERSION.replace(".", "\\.") + "-cpu-[0-9a-f]{16}\\.onnx");
    try (Predictor p = options.open(Samples.relu(1, 2).write(folder.resolve("other.onnx")))) {
      p.run();
    }
    assertThat(files(kept)).hasSize(2);
  }

  @Test
  void aDamagedOptimisedModelIsMadeAgain() throws IOException {
    Path kept = folder.resolve("kept");
    PredictorOptions options = Predictor.with().trust().optimisedIn(kept);
    Path file = proven();
    options.open(file).close();
    Path made = files(kept).get(0);
    byte[] bytes = Files.readAllBytes(made);
    byte[] damaged = bytes.clone();
    damaged[bytes.length / 2] ^= 1;
    Files.write(made, damaged);
    try (Predictor p = options.open(file)) {
      assertThat(said(p)).isEqualTo(Samples.dense(1, 2, 3));
    }
    assertThat(files(kept)).containsExactly(made);
    assertThat(Files.readAllBytes(made)).isEqualTo(bytes);
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    refused(
        Predictor.with().optimisedIn(file),
        "m.onnx: its optimised model cannot be kept in %s (java.nio.file.FileAlreadyExistsException: %s). Name a folder that can be written."
            .formatted(file, file));
  }

  private Path proven() {
    return Samples.provenDense().writeSealed(folder.resolve("m.onnx"));
  }

  private static float[] said(Predictor p) {
    p.input().put(0, new float[] {1, 2, 3});
    p.run();
    float[] y = new float[2];
    p.output().get(0, y);
    return y;
  }

  private void refused(PredictorOptions options, String message) {
    refused(options, proven(), message);
  }

  private static void refused(PredictorOptions options, Path file, String message) {
    assertThatThrownBy(() -> options.open(file))
        .isInstanceOf(PredictorException.class)
        .hasMessage(message);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    }
  }
}

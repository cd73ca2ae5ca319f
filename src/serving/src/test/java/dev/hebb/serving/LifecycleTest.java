package dev.hebb.serving;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import dev.hebb.runtime.ModelBuilder;
import dev.hebb.runtime.Predictor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Processes that end in the middle, and those that open and close without end. */
class LifecycleTest {
  private static final int ROUNDS = 1_000;
  // A session has about 100 KB of native memory: 500 of them, leaked, were 50 MB.
  private static final long NO_LEAK = 16_000_000;

  @TempDir private Path folder;

  private Path file;

  @BeforeEach
  void write() {
    file = ServingSamples.scaled(2).write(folder.resolve("m.onnx"));
  }

  @Test
  void aShutdownHookMayCloseWhatRuns() throws Exception {
    assertThat(said(AtExit.class, "hook")).isEqualTo("ends\nclosed");
  }

  @Test
  void aProcessMayEndWhileThreadsRun() throws Exception {
    assertThat(said(AtExit.class, "none")).isEqualTo("ends");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void openingAndClosingLeaksNothing() throws Exception {
    assertThat(Long.parseLong(said(Rounds.class, Integer.toString(ROUNDS)))).isLessThan(NO_LEAK);
  }

  private String said(Class<?> main, String argument) throws IOException, InterruptedException {
    List<String> places = new ArrayList<>();
    for (Class<?> type :
        List.of(
            main, Deployment.class, Predictor.class, ModelBuilder.class, OrtEnvironment.class)) {
      places.add(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:ErrorFile=" + folder.resolve("crash.log"),
                "-cp",
                String.join(System.getProperty("path.separator"), places),
                main.getName(),
                file.toString(),
                argument)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return said.strip().replace("\r", "");
  }
}

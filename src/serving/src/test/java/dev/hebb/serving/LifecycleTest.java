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
  private static final int ROUNDS = 2_000;
  // An open one takes 70 KB: the second 1,000, leaked, were 70 MB. What the JVM compiles comes and
  // goes.
  private static final long NO_LEAK = 32_000_000;

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

  @Test
  void neitherPicturesNorTheFlightRecorderNeedBeThere() throws Exception {
    String modules = "--limit-modules=java.base,java.logging";
    assertThat(said(Rounds.class, "2", modules)).matches("-?\\d+");
  }

  private String said(Class<?> main, String argument, String... options)
      throws IOException, InterruptedException {
    List<String> places = new ArrayList<>();
    for (Class<?> type :
        List.of(
            main, Deployment.class, Predictor.class, ModelBuilder.class, OrtEnvironment.class)) {
      places.add(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    // A heap that neither grows nor shrinks: what changes is native.
    command.addAll(List.of("-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch"));
    command.add("-XX:ErrorFile=" + folder.resolve("crash.log"));
    command.add("-cp");
    command.add(String.join(System.getProperty("path.separator"), places));
    command.addAll(List.of(main.getName(), file.toString(), argument));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return said.strip().replace("\r", "");
  }
}

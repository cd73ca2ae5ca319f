package dev.hebb.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledTest {
  private static final int KILLS = 20;

  @TempDir Path folder;

  private Process child() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            ResumedRun.class.getName(),
            folder.resolve("killed").toString(),
            "16")
        .redirectError(folder.resolve("errors").toFile())
        .start();
  }

  /** Lets it do so many steps and a little more; the last line it said. */
  private static String steps(Process child, int steps, int microseconds) throws Exception {
    String last = "";
    try (BufferedReader said =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      for (int i = 0; i < steps; i++) {
        String line = said.readLine();
        if (line == null) {
          return last;
        }
        last = line;
      }
      TimeUnit.MICROSECONDS.sleep(microseconds);
      child.destroyForcibly(); // SIGKILL
      child.waitFor();
    }
    return last;
  }

  @Test
  void killedAtRandomMomentsItEndsWithTheSameWeights() throws Exception {
    Trained whole = ResumedRun.trainer(folder.resolve("whole")).fit(ResumedRun.augmented());
    Random random = new Random();
    int killed = 0;
    while (killed < KILLS) {
      Process child = child();
      String last = steps(child, 1 + random.nextInt(30), random.nextInt(20_000));
      assertThat(last)
          .as(Files.readString(folder.resolve("errors")))
          .isNotEmpty()
          .isNotEqualTo("over");
      killed++;
    }
    Trained killedAndResumed =
        ResumedRun.trainer(folder.resolve("killed")).resume(ResumedRun.augmented());
    assertThat(killedAndResumed.model().weights()).isEqualTo(whole.model().weights());
    assertThat(killedAndResumed.history().of("val_mean_absolute_error"))
        .isEqualTo(whole.history().of("val_mean_absolute_error"));
  }

  @Test
  void toldToEndItSavesTheStepItIsAt() throws Exception {
    Process child = child();
    try (BufferedReader said =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      for (int i = 0; i < 50; i++) {
        said.readLine();
      }
      child.toHandle().destroy(); // SIGTERM, which ends a JVM as Ctrl-C does.
      String last = "50";
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        last = line;
      }
      assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(last).isNotEqualTo("over");
      assertThat(folder.resolve("killed/checkpoint-%012d.hebb".formatted(Integer.parseInt(last))))
          .exists();
    }
    Trained whole = ResumedRun.trainer(folder.resolve("whole")).fit(ResumedRun.augmented());
    assertThat(
            ResumedRun.trainer(folder.resolve("killed"))
                .resume(ResumedRun.augmented())
                .model()
                .weights())
        .isEqualTo(whole.model().weights());
  }
}

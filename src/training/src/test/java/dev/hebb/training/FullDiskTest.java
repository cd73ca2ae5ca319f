package dev.hebb.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {
  private static final int UNITS = 4_000;

  @TempDir Path folder;

  @Test
  void tooLittleRoomIsFoundBeforeTheFirstStep() {
    CheckpointFolder checkpoints = new CheckpointFolder(Checkpoints.in(folder).keep(3));
    assertThatThrownBy(() -> checkpoints.room(1L << 58))
        .isInstanceOf(TrainingException.class)
        .hasMessageMatching(
            "checkpoints: expected room for 3 checkpoints of 288,230,376,151,711,744 bytes and one that is written, got [\\d,]+ bytes free in \\Q"
                + folder
                + "\\E\\. Make room there, keep fewer, or name another folder\\.");
  }

  // A file may have 1,200 blocks of 512 bytes: enough for the first checkpoints of 128 bytes a
  // unit.
  // Once there are kept weights, which take 48 more, the next breaks off in the middle as on a disk
  // that is full.
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aDiskThatFillsUpLeavesTheLastCheckpointAsItWas() throws Exception {
    Path checkpoints = folder.resolve("checkpoints");
    Trained whole =
        ResumedRun.trainer(folder.resolve("whole"), UNITS).epochs(2).fit(ResumedRun.augmented());
    Process child =
        new ProcessBuilder(
                "sh",
                "-c",
                "ulimit -f 1200; exec \"$0\" \"$@\"",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                ResumedRun.class.getName(),
                checkpoints.toString(),
                Integer.toString(UNITS))
            .start();
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String failed = new String(child.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(said.lines()).contains("30").doesNotContain("over");
    assertThat(failed)
        .contains(
            "dev.hebb.training.TrainingException: checkpoints: "
                + checkpoints.resolve("checkpoint-"),
            ".hebb: could not be written: File too large. Make room there, or name another folder; resume(...) goes on from the last checkpoint that was written.");
    try (var files = Files.list(checkpoints)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .hasSize(2)
          .allMatch(name -> name.startsWith("checkpoint-"));
    }
    Trained resumed =
        ResumedRun.trainer(checkpoints, UNITS).epochs(2).resume(ResumedRun.augmented());
    assertThat(resumed.model().weights()).isEqualTo(whole.model().weights());
  }
}

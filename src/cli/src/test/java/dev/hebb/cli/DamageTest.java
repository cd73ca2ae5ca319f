package dev.hebb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files in which bytes are others, missing, or too many. */
class DamageTest {
  private static final int FILES = 60;
  private static final long MOST_NANOS = 5_000_000_000L;

  @TempDir private Path folder;

  @Test
  void whateverIsInAFileItIsOneLineAndNoMistakeOfTheTool() throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    for (String model : new String[] {"iris.onnx", "transfer-eyes.hebb", "memory-gru.onnx"}) {
      byte[] whole = Files.readAllBytes(Run.model(model));
      for (int i = 0; i < FILES; i++) {
        Path damaged = Files.write(folder.resolve(i + model), damaged(whole, random));
        for (String command : new String[] {"inspect", "verify"}) {
          long began = System.nanoTime();
          Run run = Run.of(command, damaged);
          assertThat(System.nanoTime() - began).isLessThan(MOST_NANOS);
          assertThat(Set.of(0, 1, 3))
              .as("%s of file %s of %s: %s", command, i, model, run.err())
              .contains(run.status());
          assertThat(run.err().lines().count()).isLessThanOrEqualTo(1);
          assertThat(run.err()).doesNotContain("\tat ");
        }
      }
    }
  }

  // Most of it near the beginning, where lengths and names stand.
  private static byte[] damaged(byte[] whole, SplittableRandom random) {
    byte[] bytes = whole.clone();
    int reach = Math.min(bytes.length, 2_000);
    for (int n = random.nextInt(1, 6); n > 0; n--) {
      bytes[random.nextInt(reach)] = (byte) random.nextInt(256);
    }
    return switch (random.nextInt(3)) {
      case 0 -> Arrays.copyOf(bytes, random.nextInt(1, bytes.length));
      case 1 -> Arrays.copyOf(bytes, bytes.length + random.nextInt(1, 50));
      default -> bytes;
    };
  }
}

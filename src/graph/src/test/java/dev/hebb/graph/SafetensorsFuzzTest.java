package dev.hebb.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsFuzzTest {
  private static final int FILES = 500;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** Many times what reading the small file takes; far below what a made-up length could ask. */
  private static final long HEAP = 4_000_000;

  @TempDir Path folder;
  private final Random random = new Random(1);
  private Path file;
  private Safetensors original;
  private byte[] good;
  private int start;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("fuzzed.safetensors");
    original =
        new Safetensors(
            Weights.initial(Example.dense(), 1).with("extra", Tensor.zeros(2, 2)),
            Map.of("made by", "a test"));
    original.write(file);
    good = Files.readAllBytes(file);
    start = original.head().remaining();
  }

  @Test
  void changedNumbersAreReadAndWhatElseIsChangedIsRefusedOrOnlyRenamed() {
    assertTimeoutPreemptively(
        LIMIT,
        () -> {
          int refused = 0;
          for (int i = 0; i < FILES; i++) {
            byte[] bytes = good.clone();
            int at = random.nextInt(bytes.length);
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            Safetensors read = readOrNull(bytes);
            refused += read == null ? 1 : 0;
            assertThat(at < start || read != null).isTrue();
            if (read != null) {
              // A name is only text, so a changed one is as good as any; lengths are not.
              assertThat(numbers(read)).isEqualTo(numbers(original));
              assertThat(at < start || read.metadata().equals(original.metadata())).isTrue();
            }
          }
          assertThat(refused).isGreaterThan(FILES / 4);
        });
  }

  @Test
  void everyTruncationIsRefused() {
    assertTimeoutPreemptively(
        LIMIT,
        () -> {
          for (int length = 0; length < good.length; length++) {
            assertThat(readOrNull(Arrays.copyOf(good, length))).isNull();
          }
        });
  }

  @Test
  void scrambledHeadersAndForeignFilesAreRefused() {
    assertTimeoutPreemptively(
        LIMIT,
        () -> {
          for (int i = 0; i < FILES; i++) {
            byte[] bytes = new byte[random.nextInt(400)];
            random.nextBytes(bytes);
            if (i % 2 == 0) {
              bytes = good.clone();
              byte[] noise = new byte[8];
              random.nextBytes(noise);
              System.arraycopy(noise, 0, bytes, random.nextInt(start - 8), 8);
            }
            assertThat(readOrNull(bytes)).isNull();
          }
        });
  }

  private Safetensors readOrNull(byte[] bytes) throws IOException {
    Files.write(file, bytes);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    Safetensors[] read = new Safetensors[1];
    Throwable thrown = catchThrowable(() -> read[0] = Safetensors.read(file));
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(HEAP);
    if (thrown != null) {
      assertThat(thrown).isInstanceOf(FormatException.class);
      assertThat(thrown.getMessage()).startsWith(file + ": ").endsWith("not safetensors.");
    }
    return read[0];
  }

  private static int numbers(Safetensors content) {
    return content.weights().tensors().values().stream().mapToInt(t -> (int) t.size()).sum();
  }
}

package dev.hebb.training;

import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.flatten;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.network;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.graph.Tensor;
import dev.hebb.training.data.Examples;
import dev.hebb.training.data.Idx;
import dev.hebb.training.data.Pixels;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Scanner;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargerThanMemoryTest {
  private static final int ROWS = 400_000; // Of 784 bytes: 313 MB, as float32 1.25 GB.
  private static final long MEGABYTE = 1 << 20;

  @TempDir Path folder;

  /** A file with a hole where the rows are: it reads as zeros and takes no room on the disk. */
  private static Path sparse(Path path, int... lengths) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.writeInt(0x800 + lengths.length);
      long size = 1;
      for (int length : lengths) {
        file.writeInt(length);
        size *= length;
      }
      file.setLength(file.length() + size);
    }
    return path;
  }

  @Test
  void trainsOnThreeHundredMegabytesInAHeapOfSixtyFour() throws Exception {
    Path images = sparse(folder.resolve("images"), ROWS, 28, 28);
    Path labels = sparse(folder.resolve("labels"), ROWS);
    // Newer machines warn of native code there.
    Path errors = folder.resolve("errors");
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                images.toString(),
                labels.toString())
            .redirectError(errors.toFile())
            .start();
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(child.exitValue()).as(Files.readString(errors)).isZero();
    Scanner figures = new Scanner(said).useLocale(Locale.ROOT);
    assertThat(figures.nextLong()).as("rows trained on").isEqualTo(ROWS * 9 / 10);
    assertThat(figures.nextLong()).as("peak heap, MB").isBetween(1L, 64L);
    assertThat(figures.nextLong()).as("direct buffers, MB").isBetween(1L, 40L);
    assertThat(figures.nextDouble()).as("loss").isLessThan(0.5);
  }

  /** Learns the bias that makes ones of zeros. */
  static final class Child {
    private Child() {}

    public static void main(String[] files) {
      Tensor one = Tensor.of(new float[] {1}, 1);
      Examples examples =
          Idx.mapped(Path.of(files[0]), Path.of(files[1]), Pixels.UNIT)
              .map((example, random) -> example.withTarget(one));
      Trained trained =
          Trainer.of(network("mean", image(28, 28, 1)).then(flatten()).then(dense(1)).build())
              .optimizer(Adam.adam().learningRate(0.02))
              .batchSize(1000)
              .validationSplit(0.1)
              .progress(Progress.silent())
              .fit(examples);
      long heap = 0;
      for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
        heap += pool.getType() == MemoryType.HEAP ? pool.getPeakUsage().getUsed() : 0;
      }
      long direct =
          ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
              .filter(pool -> pool.getName().equals("direct"))
              .mapToLong(BufferPoolMXBean::getTotalCapacity)
              .sum();
      System.out.printf(
          Locale.ROOT,
          "%s %d %d %f%n",
          trained.model().notes().get("training.rows"),
          heap / MEGABYTE,
          direct / MEGABYTE,
          trained.history().last().figures().get("val_loss"));
    }
  }
}

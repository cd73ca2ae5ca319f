package dev.hebb.training;

import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.flatten;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.vector;
import static dev.hebb.training.data.Column.number;
import static dev.hebb.training.data.Column.others;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.graph.Tensor;
import dev.hebb.training.data.Columns;
import dev.hebb.training.data.Csv;
import dev.hebb.training.data.Examples;
import dev.hebb.training.data.Idx;
import dev.hebb.training.data.Jdbc;
import dev.hebb.training.data.Pixels;
import dev.hebb.training.data.Table;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.Writer;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
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

  private Scanner figures(Class<?> main, Path... files) throws Exception {
    // Newer machines warn of native code there.
    Path errors = folder.resolve("errors");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx64m");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    Stream.of(files).map(Path::toString).forEach(command::add);
    Process child = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(child.exitValue()).as(Files.readString(errors)).isZero();
    return new Scanner(said).useLocale(Locale.ROOT);
  }

  @Test
  void trainsOnThreeHundredMegabytesInAHeapOfSixtyFour() throws Exception {
    Path images = sparse(folder.resolve("images"), ROWS, 28, 28);
    Path labels = sparse(folder.resolve("labels"), ROWS);
    Scanner figures = figures(Child.class, images, labels);
    assertThat(figures.nextLong()).as("rows trained on").isEqualTo(ROWS * 9 / 10);
    assertThat(figures.nextDouble()).as("loss").isLessThan(0.5);
    assertThat(figures.nextLong()).as("peak heap, MB").isBetween(1L, 64L);
    assertThat(figures.nextLong()).as("direct buffers, MB").isBetween(1L, 40L);
  }

  @Test
  void aTableAndAQueryOfAHundredMegabytes() throws Exception {
    Path file = folder.resolve("table.csv");
    int rows = 400_000; // Of 64 numbers: 51 MB of text, 102 MB of float32.
    try (Writer text = Files.newBufferedWriter(file)) {
      text.write(IntStream.range(0, 64).mapToObj(i -> "x" + i).collect(Collectors.joining(",")));
      for (int row = 0; row < rows; row++) {
        text.write("\n" + row % 2 + ",0".repeat(63));
      }
    }
    Path spool = Files.createDirectory(folder.resolve("spool"));
    Scanner figures = figures(Rows.class, file, spool);
    for (String source : new String[] {"file", "query"}) {
      assertThat(figures.nextLong()).as("rows of the " + source).isEqualTo(rows);
      assertThat(figures.nextDouble()).as("loss").isLessThan(0.01);
    }
    assertThat(figures.nextLong()).as("peak heap, MB").isBetween(1L, 64L);
    assertThat(figures.nextLong()).as("direct buffers, MB").isBetween(1L, 64L);
    assertThat(spool).as("closed or not, nothing is left").isEmptyDirectory();
  }

  /** Learns to give what is given: a table that is closed, and one that nobody closes. */
  static final class Rows {
    private Rows() {}

    public static void main(String[] files) {
      try (Table table =
          Csv.of(Path.of(files[0]))
              .spoolTo(Path.of(files[1]))
              .read(Columns.of(number("x0"), others().or(0)).target(number("x0")))) {
        said(table);
      }
      JdbcDataSource source = new JdbcDataSource();
      source.setURL("jdbc:h2:mem:rows;LAZY_QUERY_EXECUTION=1");
      String zeros =
          IntStream.range(0, 62).mapToObj(i -> ", 0 z" + i).collect(Collectors.joining());
      Table query =
          Jdbc.query(source, "select x y, mod(x, 2) x0" + zeros + " from system_range(1, 400000)")
              .spoolTo(Path.of(files[1]))
              .read(Columns.of(number("x0"), others()).target(number("x0")).skip("Y"));
      said(query);
      memory();
    }

    private static void said(Table table) {
      Trained trained =
          Trainer.of(
                  network("mean", vector(table.inputSpecs().get(0).size())).then(dense(1)).build())
              .optimizer(Adam.adam().learningRate(0.01))
              .batchSize(500)
              .progress(Progress.silent())
              .fit(table);
      System.out.printf(Locale.ROOT, "%d %f%n", table.rows(), trained.evaluate(table).get("loss"));
    }
  }

  private static void memory() {
    long heap = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      heap += pool.getType() == MemoryType.HEAP ? pool.getPeakUsage().getUsed() : 0;
    }
    long direct =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .mapToLong(BufferPoolMXBean::getTotalCapacity)
            .sum();
    System.out.printf(Locale.ROOT, "%d %d%n", heap / MEGABYTE, direct / MEGABYTE);
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
      System.out.printf(
          Locale.ROOT,
          "%s %f%n",
          trained.model().notes().get("training.rows"),
          trained.history().last().figures().get("val_loss"));
      memory();
    }
  }
}

package dev.hebb.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Tensor;
import dev.hebb.training.TrainingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpooledTest {
  private record House(float area, int rooms, float price) {}

  @TempDir Path folder;
  private final AtomicInteger closed = new AtomicInteger();

  @Test
  void aStreamOfAnything() {
    Stream<House> houses =
        Stream.of(new House(70, 3, 200), new House(45.5f, 1, 150)).onClose(closed::incrementAndGet);
    try (Spooled all =
        Examples.of(
            houses,
            house -> new float[] {house.area(), house.rooms()},
            house -> new float[] {house.price()})) {
      assertThat(closed).hasValue(1);
      assertThat(all).hasToString("2 rows of [FLOAT32[2]], spooled");
      assertThat(all.toDataset())
          .isEqualTo(
              Dataset.of(
                  Tensor.of(new float[][] {{70, 3}, {45.5f, 1}}),
                  Tensor.of(new float[][] {{200}, {150}})));
    }
  }

  @Test
  void severalTensorsALabelAndMoreThanMemory() throws IOException {
    Path spool = Files.createDirectory(folder.resolve("spool"));
    int rows = Spool.MEMORY / (4 * 100 + 8) + 1_000;
    Stream<Example> examples =
        IntStream.range(0, rows)
            .mapToObj(
                row -> {
                  float[] numbers = new float[100];
                  numbers[99] = row;
                  return Example.of(Tensor.of(numbers, 10, 10), row % 7);
                });
    Spooled all = Spooled.of(examples.onClose(closed::incrementAndGet), spool);
    assertThat(closed).hasValue(1);
    assertThat(spool).isEmptyDirectory();
    assertThat(all.inputSpecs()).containsExactly(TensorSpec.of(DataType.FLOAT32, 10, 10));
    assertThat(all.rows()).isEqualTo(rows);
    for (int row : new int[] {0, rows / 2, rows - 1}) {
      assertThat(all.example(row).input().floats().get(99)).isEqualTo(row);
      assertThat(all.label(row)).isEqualTo(row % 7);
    }
    all.close();
    assertThatThrownBy(() -> all.example(0))
        .hasMessage(
            "data: expected rows that are open, got some that were closed. Close them after training.");
  }

  @Test
  void whatIsSlowIsAskedForOnce() {
    AtomicInteger made = new AtomicInteger();
    Examples slow =
        Examples.of(
            5,
            row -> {
              made.incrementAndGet();
              return Example.of(Tensor.of(new float[] {row}, 1), row);
            });
    try (Spooled once = slow.spooled()) {
      assertThat(once.toDataset()).isEqualTo(slow.toDataset());
      assertThat(once.toDataset()).isEqualTo(once.toDataset());
    }
    assertThat(made).as("what it is, the spool, and what it is compared with").hasValue(11);
  }

  @Test
  void aStreamThatFailsOrChangesItsMindIsClosed() throws IOException {
    Path spool = Files.createDirectory(folder.resolve("spool"));
    Stream<Example> uneven =
        IntStream.range(0, Spool.MEMORY / 400 + 10)
            .mapToObj(row -> Example.of(Tensor.zeros(row < Spool.MEMORY / 400 ? 100 : 99), 1))
            .onClose(closed::incrementAndGet);
    int row = Spool.MEMORY / 400;
    assertThatThrownBy(() -> Spooled.of(uneven, spool))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            "data: row %d: expected inputs [FLOAT32[100]] as in row 0, got [FLOAT32[99]]. Give rows of one shape and type."
                .formatted(row));
    assertThat(closed).hasValue(1);
    assertThat(spool).isEmptyDirectory();
    assertThatThrownBy(() -> Examples.of(Stream.<Example>of().onClose(closed::incrementAndGet)))
        .isInstanceOf(TrainingException.class)
        .hasMessage("data: expected examples, got an empty stream.");
    assertThat(closed).hasValue(2);
  }
}

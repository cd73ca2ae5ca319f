package dev.hebb.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts of a cluster that cannot predict, or are lost. */
@Tag("cluster")
class HostsTest {
  private static final int ROWS = 4_000;

  private static Dataset<Row> windows(SparkSession spark) {
    return spark
        .range(0, ROWS, 1, 4)
        .selectExpr("id", "transform(sequence(0, 30), i -> 1000d + id % 90 + sin(i)) as closes");
  }

  @Test
  void aHostThatCannotOpenTheModelIsNamed() throws IOException {
    HebbModel model = HebbModel.load(Sparks.MODELS.resolve("stock-lstm.onnx"));
    try (SparkSession spark = Sparks.cluster("-Donnxruntime.native.path=/nonexistent")) {
      assertThatThrownBy(() -> model.transform(windows(spark)).collectAsList())
          .hasMessageContaining(
              "dev.hebb.spark.ScoringException: stock-lstm.onnx: cannot be opened on host %s (%s, %s): stock-lstm.onnx: ONNX Runtime's native library cannot be loaded on %s %s ("
                  .formatted(
                      Sessions.host(),
                      System.getProperty("os.name"),
                      System.getProperty("os.arch"),
                      System.getProperty("os.name"),
                      System.getProperty("os.arch")))
          .hasMessageContaining(
              "It is kept in -Dhebb.cache, and a folder is made in %s: both must be writable and allow execution. Or point -Donnxruntime.native.path at a folder that holds it."
                  .formatted(System.getProperty("java.io.tmpdir")));
    }
  }

  @Test
  void anExecutorThatIsLostChangesNoAnswer(@TempDir Path folder) throws IOException {
    HebbModel model = HebbModel.load(Sparks.MODELS.resolve("stock-lstm.onnx")).outputs("forecast");
    Path mark = folder.resolve("lost");
    try (SparkSession spark = Sparks.cluster()) {
      Dataset<Row> rows = windows(spark);
      List<Row> whole = model.transform(rows).orderBy("id").collectAsList();
      String file = mark.toString();
      Dataset<Row> once =
          rows.mapPartitions(
              (MapPartitionsFunction<Row, Row>) each -> new Fatal(each, file),
              Encoders.row(rows.schema()));
      assertThat(model.transform(once).orderBy("id").collectAsList()).isEqualTo(whole);
      assertThat(mark).exists();
    }
  }

  /** Kills its process in the midst of the rows, the first time. */
  private static final class Fatal implements Iterator<Row> {
    private static final int AT = 600;

    private final Iterator<Row> rows;
    private final String mark;
    private int count;

    Fatal(Iterator<Row> rows, String mark) {
      this.rows = rows;
      this.mark = mark;
    }

    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public Row next() {
      if (++count == AT) {
        try {
          Files.createFile(Path.of(mark));
          Runtime.getRuntime().halt(1);
        } catch (FileAlreadyExistsException lostBefore) {
          return rows.next();
        } catch (IOException failure) {
          throw new UncheckedIOException(failure);
        }
      }
      return rows.next();
    }
  }
}

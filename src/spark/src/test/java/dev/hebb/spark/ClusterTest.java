package dev.hebb.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.runtime.Predictor;
import dev.hebb.stream.Stream;
import dev.hebb.stream.Streams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On two executors, each a JVM of its own. */
@Tag("cluster")
class ClusterTest {
  private static final Path STEP = Path.of("src/test/resources/dev/hebb/spark/stock.step.onnx");
  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark = Sparks.cluster();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void bothExecutorsPredictWhatOnePredictorDoes() {
    Dataset<Row> rows =
        spark
            .range(0, 2_000, 1, 4)
            .selectExpr("id", "transform(sequence(0, 30), i -> 1000d + id + sin(i)) as closes");
    HebbModel model = HebbModel.load(Sparks.MODELS.resolve("stock-lstm.onnx")).outputs("forecast");
    List<Row> answers = model.transform(rows).orderBy("id").collectAsList();
    try (Predictor predictor =
        Predictor.with().dim("time", 31).open(Sparks.MODELS.resolve("stock-lstm.onnx"))) {
      for (int row = 0; row < 2_000; row++) {
        for (int i = 0; i <= 30; i++) {
          predictor.input().set(i, (float) (1_000 + row + Math.sin(i)));
        }
        predictor.run();
        assertThat(answers.get(row).<Float>getAs("forecast"))
            .isCloseTo(predictor.output("forecast").get(0), within(1e-3f));
      }
    }
    List<String> processes =
        rows.repartition(8)
            .mapPartitions(
                (MapPartitionsFunction<Row, String>)
                    each -> List.of(Long.toString(ProcessHandle.current().pid())).iterator(),
                Encoders.STRING())
            .distinct()
            .collectAsList();
    assertThat(processes).hasSize(2).doesNotContain(Long.toString(ProcessHandle.current().pid()));
  }

  @Test
  void itIsAFunctionOfSql() {
    HebbModel.load(Sparks.MODELS.resolve("stock-lstm.onnx"))
        .outputs("forecast")
        .nulls(NullPolicy.NULL)
        .register(spark, "forecast");
    List<Row> answers =
        spark
            .sql(
                "select forecast(transform(sequence(0, 30), i -> 1000d + sin(i))) as next, forecast(cast(null as array<double>)) as none")
            .collectAsList();
    assertThat(answers.get(0).getFloat(0)).isBetween(990f, 1_010f);
    assertThat(answers.get(0).isNullAt(1)).isTrue();
  }

  @Test
  void streamsGoOnFromACheckpointWithTheSameNumbers(@TempDir Path folder)
      throws IOException, TimeoutException, StreamingQueryException {
    Path in = Files.createDirectory(folder.resolve("in"));
    Path out = folder.resolve("out");
    write(in, 0, 10);
    run(in, out, folder.resolve("checkpoint"));
    write(in, 10, 15);
    write(in, 15, 30);
    run(in, out, folder.resolve("checkpoint"));
    List<Row> rows = spark.read().parquet(out.toString()).orderBy("key", "tick").collectAsList();
    assertThat(rows).hasSize(3 * 30);
    try (Streams streams = Streams.open(STEP)) {
      for (int key = 0; key < 3; key++) {
        try (Stream stream = streams.open()) {
          for (int tick = 0; tick < 30; tick++) {
            stream.input().set(0, (float) value(key, tick));
            stream.step();
            Row row = rows.get(key * 30 + tick);
            assertThat(row.getInt(row.fieldIndex("tick"))).isEqualTo(tick);
            assertThat(row.<Float>getAs(row.size() - 1)).isEqualTo(stream.output().get(0));
          }
        }
      }
    }
  }

  private static double value(int key, int tick) {
    return Math.sin(key + 0.7 * tick);
  }

  // In disorder within a file.
  private static void write(Path folder, int from, int to) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int tick = to - 1; tick >= from; tick--) {
      for (int key = 0; key < 3; key++) {
        lines.add(
            "{\"key\": \"k%d\", \"tick\": %d, \"x\": %s}".formatted(key, tick, value(key, tick)));
      }
    }
    Path file = Files.write(folder.resolve(from + ".json"), lines);
    // Spark takes the oldest first; the clock may not tell the two apart.
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L + 1_000L * from));
  }

  private static void run(Path in, Path out, Path checkpoint)
      throws TimeoutException, StreamingQueryException {
    StructType schema =
        new StructType()
            .add("key", DataTypes.StringType)
            .add("tick", DataTypes.IntegerType)
            .add("x", DataTypes.DoubleType);
    Dataset<Row> ticks =
        spark.readStream().schema(schema).option("maxFilesPerTrigger", 1).json(in.toString());
    HebbStream stream = HebbStream.load(STEP).order("tick");
    String input = stream.inputs().get(0);
    stream
        .input(input, "x")
        .transform(ticks)
        .writeStream()
        .outputMode(OutputMode.Append())
        .option("checkpointLocation", checkpoint.toString())
        .trigger(Trigger.AvailableNow())
        .format("parquet")
        .start(out.toString())
        .awaitTermination();
  }
}

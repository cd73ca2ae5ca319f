package dev.hebb.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** The README's code on Spark. */
class ReadmeSparkTest {
  private static final Path STEP = Path.of("src/test/resources/dev/hebb/spark/stock.step.onnx");

  @Test
  void theReadmeRuns() throws IOException {
    Path file = Sparks.MODELS.resolve("stock-lstm.onnx");
    Path texts = Sparks.MODELS.resolve("sentiment.onnx");
    Path step = STEP;
    try (SparkSession spark = Sparks.local()) {
      Dataset<Row> windows =
          spark.range(0, 10).selectExpr("transform(sequence(0, 30), i -> 1000d + i) as window");
      Dataset<Row> reviews = spark.range(0, 3).selectExpr("'A wonderful film!' as review");
      Dataset<Row> ticks =
          spark.range(0, 20).selectExpr("id % 2 as ticker", "id as day", "sin(id) as change");
      windows.createOrReplaceTempView("windows");
      HebbModel stock = HebbModel.load(file).input("closes", "window").outputs("forecast");
      Dataset<Row> forecasts = stock.transform(windows); // windows, and a column "forecast"

      stock.register(spark, "forecast");
      Dataset<Row> same = spark.sql("select forecast(window) from windows");

      Dataset<Row> judged = HebbText.load(texts).text("review").transform(reviews);

      HebbStream each = HebbStream.load(step).key("ticker").order("day").input("returns", "change");
      Dataset<Row> next = each.transform(ticks); // ticks may be a stream

      List<Row> first = forecasts.select("forecast").collectAsList();
      assertThat(same.collectAsList()).isEqualTo(first).hasSize(10);
      assertThat(judged.collectAsList()).hasSize(3);
      assertThat(next.collectAsList()).hasSize(20);
    }
  }
}

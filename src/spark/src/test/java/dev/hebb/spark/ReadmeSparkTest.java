package dev.hebb.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's code on Spark. */
class ReadmeSparkTest {
  private static final Path STEP = Path.of("src/test/resources/dev/hebb/spark/stock.step.onnx");

  @Test
  void theReadmeRuns(@TempDir Path drawn) throws IOException {
    Path file = Sparks.MODELS.resolve("stock-lstm.onnx");
    Path texts = Sparks.MODELS.resolve("sentiment.onnx");
    Path step = STEP;
    Path pictures = Sparks.MODELS.resolve("cnn-picture.onnx");
    String folder = drawn.toUri().toString();
    ImageIO.write(
        new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB),
        "png",
        drawn.resolve("dark.png").toFile());
    Files.writeString(drawn.resolve("broken.png"), "no picture");
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

      Dataset<Row> clothes = spark.read().format("image").load(folder);
      Dataset<Row> sorted =
          HebbModel.load(pictures)
              .input("picture", "image")
              .nulls(NullPolicy.SKIP)
              .transform(clothes);

      List<Row> first = forecasts.select("forecast").collectAsList();
      assertThat(same.collectAsList()).isEqualTo(first).hasSize(10);
      assertThat(judged.collectAsList()).hasSize(3);
      assertThat(next.collectAsList()).hasSize(20);
      assertThat(sorted.collectAsList()).hasSize(1);
    }
  }
}

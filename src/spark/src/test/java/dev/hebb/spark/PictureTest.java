package dev.hebb.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.runtime.Predictor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.spark.ml.image.ImageSchema;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of Spark's image source. The weights of {@code picture-4x6.onnx} are drawn. */
class PictureTest {
  private static final Path ANY_SIZE = Sparks.MODELS.resolve("cnn-picture.onnx");
  private static final Path OF_ONE_SIZE =
      Path.of("src/test/resources/dev/hebb/spark/picture-4x6.onnx");
  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark = Sparks.local();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static byte[] draw(Path file, int height, int width, int type) throws IOException {
    BufferedImage picture = new BufferedImage(width, height, type);
    byte[] pixels = new byte[height * width * 3];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int[] colour = {(37 * x + y) & 0xff, (11 * y + 5 * x) & 0xff, (x * y + 90) & 0xff};
        int opaque = type == BufferedImage.TYPE_INT_ARGB ? (60 + 9 * x) & 0xff : 255;
        if (type == BufferedImage.TYPE_BYTE_GRAY) {
          picture.getRaster().setSample(x, y, 0, colour[0]);
          colour = new int[] {colour[0], colour[0], colour[0]};
        } else {
          picture.setRGB(x, y, opaque << 24 | colour[0] << 16 | colour[1] << 8 | colour[2]);
        }
        for (int channel = 0; channel < 3; channel++) {
          int onWhite = Math.round(255 - (255 - colour[channel]) * opaque / 255f);
          pixels[(y * width + x) * 3 + channel] = (byte) onWhite;
        }
      }
    }
    ImageIO.write(picture, "png", file.toFile());
    return pixels;
  }

  private static Dataset<Row> read(Path folder) {
    return spark.read().format("image").load(folder.toUri().toString());
  }

  private static String name(Row row) {
    String origin = row.getStruct(0).getString(0);
    return origin.substring(origin.lastIndexOf('/') + 1);
  }

  @Test
  void picturesOfAnySizeSayWhatOnePredictorSays(@TempDir Path folder) throws IOException {
    Map<String, int[]> sizes =
        Map.of(
            "colour.png", new int[] {40, 30, BufferedImage.TYPE_3BYTE_BGR},
            "another.png", new int[] {40, 30, BufferedImage.TYPE_INT_RGB},
            "small.png", new int[] {9, 21, BufferedImage.TYPE_3BYTE_BGR},
            "grey.png", new int[] {28, 28, BufferedImage.TYPE_BYTE_GRAY},
            "veil.png", new int[] {25, 17, BufferedImage.TYPE_INT_ARGB});
    Map<String, byte[]> drawn = new HashMap<>();
    for (Map.Entry<String, int[]> each : sizes.entrySet()) {
      int[] size = each.getValue();
      drawn.put(each.getKey(), draw(folder.resolve(each.getKey()), size[0], size[1], size[2]));
    }
    List<Row> rows =
        HebbModel.load(ANY_SIZE)
            .input("picture", "image")
            .transform(read(folder).coalesce(1))
            .collectAsList();
    assertThat(rows).hasSize(5);
    try (Predictor predictor = Predictor.open(ANY_SIZE)) {
      for (Row row : rows) {
        int[] size = sizes.get(name(row));
        predictor.bind("height", size[0], "width", size[1]);
        predictor.input().put(0, drawn.get(name(row)));
        predictor.run();
        List<Float> said = row.getList(1);
        for (int i = 0; i < 10; i++) {
          assertThat(said.get(i)).isCloseTo(predictor.output().get(i), within(1e-6f));
        }
      }
    }
  }

  @Test
  void aPictureThatSparkCannotReadIsAsNull(@TempDir Path folder) throws IOException {
    draw(folder.resolve("good.png"), 12, 12, BufferedImage.TYPE_3BYTE_BGR);
    Files.writeString(folder.resolve("broken.png"), "no picture");
    Dataset<Row> read = read(folder);
    Dataset<Row> none =
        spark.createDataFrame(List.of(RowFactory.create((Object) null)), read.schema());
    Dataset<Row> pictures = read.union(none).coalesce(1);
    HebbModel model = HebbModel.load(ANY_SIZE).input("picture", "image");

    List<Row> skipped = model.nulls(NullPolicy.SKIP).transform(pictures).collectAsList();
    assertThat(skipped).hasSize(1);
    assertThat(name(skipped.get(0))).isEqualTo("good.png");

    List<Row> kept = model.nulls(NullPolicy.NULL).transform(pictures).collectAsList();
    assertThat(kept).hasSize(3);
    for (Row row : kept) {
      boolean good = !row.isNullAt(0) && name(row).equals("good.png");
      assertThat(row.isNullAt(1)).isEqualTo(!good);
    }

    assertThatThrownBy(() -> model.transform(read).collectAsList())
        .hasStackTraceContaining(
            "cnn-picture.onnx: column \"image\" has a picture that Spark could not read, "
                + folder.resolve("broken.png").toUri()
                + " in a row. Fill it, or say what is to become of such rows: nulls(NullPolicy.SKIP) or nulls(NullPolicy.NULL).");
    assertThatThrownBy(() -> model.transform(none).collectAsList())
        .hasStackTraceContaining(
            "cnn-picture.onnx: column \"image\" is null in a row. Fill it, or say what is to become of such rows: nulls(NullPolicy.SKIP) or nulls(NullPolicy.NULL).");
  }

  @Test
  void anotherSizeThanTheModelsIsRefused(@TempDir Path folder) throws IOException {
    HebbModel model = HebbModel.load(OF_ONE_SIZE).input("picture", "image");
    byte[] pixels = draw(folder.resolve("one.png"), 4, 6, BufferedImage.TYPE_3BYTE_BGR);
    List<Row> right = model.transform(read(folder)).collectAsList();
    try (Predictor predictor = Predictor.open(OF_ONE_SIZE)) {
      predictor.input().put(0, pixels);
      predictor.run();
      assertThat(right.get(0).<Float>getList(1).get(1)).isEqualTo(predictor.output().get(1));
    }
    draw(folder.resolve("one.png"), 6, 4, BufferedImage.TYPE_3BYTE_BGR);
    assertThatThrownBy(() -> model.transform(read(folder)).collectAsList())
        .hasStackTraceContaining(
            "picture-4x6.onnx: column \"image\": expected pictures of 4 x 6 for input \"picture\", got one of 6 x 4: "
                + folder.resolve("one.png").toUri()
                + ". Resize it before, or export the model so that it resizes: PictureInput.resized.");
  }

  @Test
  void whatIsNoPictureOfBytesIsRefused() {
    Row floats = RowFactory.create("drawn", 1, 1, 3, 21, new byte[12]);
    StructType schema = new StructType().add("image", ImageSchema.columnSchema());
    Dataset<Row> pictures = spark.createDataFrame(List.of(RowFactory.create(floats)), schema);
    HebbModel model = HebbModel.load(ANY_SIZE).input("picture", "image");
    assertThatThrownBy(() -> model.transform(pictures).collectAsList())
        .hasStackTraceContaining(
            "cnn-picture.onnx: column \"image\": expected a picture of bytes with 1, 3 or 4 channels, got 12 bytes for 1 x 1 x 3: drawn. Read it with Spark's image source.");
  }
}

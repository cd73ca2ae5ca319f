package dev.hebb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictTest {
  private static final Path IRIS = Run.model("iris.onnx");

  @TempDir private Path folder;

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private Path flowers() throws IOException {
    return file("flowers.csv", "id,a,b,c,d\n1,5.1,3.5,1.4,0.2\n2,6.7,3.1,5.6,2.4\n");
  }

  /** A square on black. */
  private Path picture(String name, int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(210, 210, 210));
    graphics.fillRect(width / 4, height / 4, width / 2, height / 2);
    graphics.dispose();
    Path path = folder.resolve(name);
    ImageIO.write(image, "png", path.toFile());
    return path;
  }

  @Test
  void rowsOfATable() throws IOException {
    assertThat(Run.of("predict", IRIS, "--csv", flowers(), "--columns", "a,b,c,d"))
        .isEqualTo(
            new Run(
                0,
                """
                  row  dense_1     score
                    1  setosa     0.9999
                    2  virginica  1.0000
                """,
                ""));
  }

  @Test
  void columnsGoByNameWhereTheHeaderHasTheInputsNames() throws IOException {
    Path byName =
        file(
            "named.csv",
            "measurements[3],measurements[0],measurements[1],measurements[2]\n0.2,5.1,3.5,1.4\n");
    Path inOrder = file("ordered.csv", "5.1,3.5,1.4,0.2\n");
    String answer = Run.of("predict", IRIS, "--csv", byName).out();
    assertThat(answer).isEqualTo("  row  dense_1   score\n    1  setosa   0.9999\n");
    assertThat(Run.of("predict", IRIS, "--csv", inOrder, "--no-header").out()).isEqualTo(answer);
  }

  @Test
  void programsGetNumbersAsTheyAre() throws IOException {
    Run run =
        Run.of("predict", IRIS, "--csv", flowers(), "--columns", "a,b,c,d", "--top", "2", "--json");
    JsonObject json = JsonParser.parseString(run.out()).getAsJsonObject();
    assertThat(json.getAsJsonArray("predictions"))
        .hasToString(
            "[{\"row\":1,\"dense_1\":{\"setosa\":0.999944,\"versicolor\":5.5779063E-5}},"
                + "{\"row\":2,\"dense_1\":{\"virginica\":0.99999,\"versicolor\":9.9523995E-6}}]");
  }

  @Test
  void answersGoIntoAFile() throws IOException {
    Path out = folder.resolve("answers.csv");
    Run run = Run.of("predict", IRIS, "--csv", flowers(), "--columns", "a,b,c,d", "-o", out);
    assertThat(run.out()).isEqualTo("answers.csv: 2 answers.\n");
    assertThat(out).hasContent("row,dense_1,score\r\n1,setosa,0.999944\r\n2,virginica,0.99999\r\n");
  }

  @Test
  void whatHasNoLabelsIsNumbers() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int day = 0; day < 31; day++) {
      rows.append(day == 0 ? "" : ";").append(1000 + day);
    }
    Path closes = file("closes.csv", rows + "\n");
    Run run =
        Run.of(
            "predict",
            Run.model("stock-lstm.onnx"),
            "--csv",
            closes,
            "--no-header",
            "--separator",
            ";");
    assertThat(run.out())
        .matches("  row  forecast, points  return, %\n    1  +103\\d\\.\\d+  +0\\.\\d+\n");
    assertThat(
            Run.of(
                    "predict",
                    Run.model("stock-lstm.onnx"),
                    "--csv",
                    closes,
                    "--no-header",
                    "--separator",
                    ";",
                    "--output",
                    "return")
                .out())
        .startsWith("  row  return, %\n");
    Path scan = file("zeros.csv", "0,".repeat(783) + "0\n");
    Run code = Run.of("predict", Run.model("fashion-mlp.onnx"), "--csv", scan, "--no-header");
    assertThat(code.err()).isEmpty();
  }

  @Test
  void whatIsPipedIn() {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream("5.1,3.5,1.4,0.2\n".getBytes(StandardCharsets.UTF_8)));
    try {
      assertThat(Run.of("predict", IRIS, "--csv", "-", "--no-header").out()).contains("setosa");
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void mistakesInATableAreSaidWithTheirPlace() throws IOException {
    assertThat(Run.of("predict", IRIS, "--csv", folder.resolve("none.csv")).err())
        .isEqualTo("hebb: " + folder.resolve("none.csv") + ": there is no such file.\n");
    assertThat(Run.of("predict", IRIS, "--csv", flowers()))
        .isEqualTo(
            new Run(
                3,
                "",
                "hebb: flowers.csv: expected 4 columns for \"measurements\" [batch=1, 4], got 5. Name those to feed: --columns a,b; or give free axes another length: --dim NAME=N.\n"));
    assertThat(Run.of("predict", IRIS, "--csv", flowers(), "--columns", "a,b,c,e").err())
        .isEqualTo(
            "hebb: flowers.csv: expected a column \"e\", got [id, a, b, c, d]. Name one of these in --columns.\n");
    Path text = file("text.csv", "a,b,c,d\n1,2,3,4\n1,2,wide,4\n");
    assertThat(Run.of("predict", IRIS, "--csv", text).err())
        .isEqualTo(
            "hebb: text.csv: line 3, column \"c\": expected a number, got \"wide\". Mend it, or leave the column out: --columns.\n");
    Path ragged = file("ragged.csv", "a,b,c,d\n1,2,3,4\n1,2,3\n");
    assertThat(Run.of("predict", IRIS, "--csv", ragged).err())
        .isEqualTo(
            "hebb: ragged.csv: line 3: expected 4 fields, got 3. Mend the line, or say what stands between fields: --separator.\n");
    Path empty = file("empty.csv", "");
    assertThat(Run.of("predict", IRIS, "--csv", empty).err())
        .isEqualTo("hebb: empty.csv: expected rows, got an empty file.\n");
  }

  @Test
  void pictures() throws IOException {
    Path cnn = Run.model("cnn.onnx");
    Path fits = picture("fits.png", 28, 28);
    Path large = picture("large.png", 100, 80);
    Run run = Run.of("predict", cnn, "--image", fits);
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .matches("  picture   probabilities +score\n  fits.png  \\S.* +0\\.\\d+\n");
    // Said to be multiplied as it is anyway, since training saw 0 to 1.
    assertThat(Run.of("predict", cnn, "--image", fits, "--scale", "0.003921569").out())
        .isEqualTo(run.out());
    assertThat(Run.of("predict", cnn, "--image", large))
        .isEqualTo(
            new Run(
                3,
                "",
                "hebb: large.png: expected a picture of 28 x 28, got 100 x 80. Scale it, or let --resize do so.\n"));
    JsonObject json =
        JsonParser.parseString(
                Run.of("predict", cnn, "--image", fits, large, "--resize", "--top", "3", "--json")
                    .out())
            .getAsJsonObject();
    assertThat(json.getAsJsonArray("predictions")).hasSize(2);
    assertThat(
            json.getAsJsonArray("predictions")
                .get(1)
                .getAsJsonObject()
                .getAsJsonObject("probabilities")
                .keySet())
        .hasSize(3);
  }

  @Test
  void whatIsNoPictureIsOneLine() throws IOException {
    Path cnn = Run.model("cnn.onnx");
    assertThat(Run.of("predict", cnn, "--image", file("notes.txt", "not one")).err())
        .isEqualTo(
            "hebb: notes.txt: expected a picture (PNG, JPEG, GIF or BMP), got something else. Convert it.\n");
    assertThat(Run.of("predict", cnn, "--image", folder.resolve("none.png")).err())
        .isEqualTo("hebb: " + folder.resolve("none.png") + ": there is no such file.\n");
    assertThat(Run.of("predict", IRIS, "--image", picture("p.png", 2, 2)).err())
        .isEqualTo(
            "hebb: iris.onnx: input \"measurements\" takes no pictures: expected [batch, height, width, 1 or 3] or [batch, 1 or 3, height, width] of floats or uint8, got float32 [batch=1, 4].\n");
  }

  @Test
  void texts() {
    Run run =
        Run.of(
            "predict",
            Run.model("sentiment.onnx"),
            "--text",
            "What a wonderful film!",
            "Boring and far too long.");
    assertThat(run.out())
        .matches(
            """
              text                      label    score
              What a wonderful film!    praise  0\\.6762
              Boring and far too long\\.  blame   0\\.7709
            """);
    assertThat(Run.of("predict", Run.model("tagging.onnx"), "--text", "photo").out())
        .isEqualTo("  text   tags\n  photo  p/P h/HH o/OW t/T o/OW\n");
    assertThat(
            Run.of(
                    "predict",
                    Run.model("translation.onnx"),
                    "--text",
                    "Select from existing category")
                .out())
        .endsWith("  Sélectionner à partir de la catégorie existante\n");
    assertThat(Run.of("predict", IRIS, "--text", "three words here").err())
        .startsWith("hebb: iris.onnx: ");
  }

  @Test
  void aPictureIsAnsweredInWordsWhereTheFileHasThem() throws IOException {
    Path picture = picture("square.png", 40, 40);
    assertThat(
            Run.of("predict", Run.model("captioning.onnx"), "--image", picture, "--resize").out())
        .matches("  picture +tokens\n  square.png  [a-z ]+\n");
  }

  @Test
  void aFileThatTakesPicturesAsTheyAre() throws IOException {
    Path file = folder.resolve("mean.onnx");
    Samples.write(file, Samples.brightness());
    Path small = picture("small.png", 12, 20);
    Path wide = picture("wide.png", 40, 8);
    Run run = Run.of("predict", file, "--image", small, wide);
    assertThat(run.err()).isEmpty();
    // A quarter of each is 210, the rest black.
    assertThat(run.out())
        .isEqualTo(
            """
              picture    mean
              small.png  52.5
              wide.png   52.5
            """);
  }

  @Test
  void oneQuestionAtATime() {
    assertThat(Run.of("predict", IRIS).status()).isEqualTo(2);
    Run both = Run.of("predict", IRIS, "--csv", "a.csv", "--text", "b");
    assertThat(both.status()).isEqualTo(2);
    assertThat(both.err()).contains("mutually exclusive");
    assertThat(Run.of("predict", IRIS, "--csv", "a.csv", "--top", "0").err())
        .isEqualTo("hebb: --top: expected at least 1, got 0.\n");
  }
}

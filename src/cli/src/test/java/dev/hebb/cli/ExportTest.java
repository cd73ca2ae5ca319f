package dev.hebb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
  @TempDir private Path folder;
  private Path model;
  private Path out;

  @BeforeEach
  void model() {
    model = Models.write(folder.resolve("small.hebb"), 1);
    out = folder.resolve("small.onnx");
  }

  private JsonObject inspected(Path file) {
    return JsonParser.parseString(Run.of("inspect", file, "--json").out()).getAsJsonObject();
  }

  @Test
  void whatIsWrittenIsProven() {
    Run run = Run.of("export", model, "-o", out);
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .matches(
            """
            small.onnx: proven

              size          \\d\\.\\d\\d KB
              operator set  ai\\.onnx 17
              deviation     at most \\d\\.\\de-\\d\\d from what the trainer says
            """);
    assertThat(Run.of("verify", out).status()).isZero();
  }

  @Test
  void operatorsLabelsAndThresholds() throws IOException {
    Path names = Files.writeString(folder.resolve("names.txt"), "low\nmiddle\nhigh\n");
    Run run =
        Run.of(
            "export",
            model,
            "-o",
            out,
            "--opset",
            "13",
            "--labels",
            names,
            "--threshold",
            "0.5",
            "--json");
    JsonObject said = JsonParser.parseString(run.out()).getAsJsonObject();
    assertThat(said.get("opset").getAsInt()).isEqualTo(13);
    assertThat(said.get("bytes").getAsLong()).isEqualTo(Files.size(out));
    JsonObject json = inspected(out);
    assertThat(json.getAsJsonObject("opsets")).hasToString("{\"ai.onnx\":13}");
    assertThat(json.getAsJsonObject("notes").get("hebb.labels.dense").getAsString())
        .isEqualTo("low\nmiddle\nhigh");
    assertThat(json.getAsJsonObject("notes").get("hebb.threshold.dense").getAsString())
        .isEqualTo("0.5");
  }

  @Test
  void otherForms() {
    Path eyes = Run.model("transfer-eyes.hebb");
    Run run =
        Run.of(
            "export",
            eyes,
            "-o",
            out,
            "--layout",
            "channels-first",
            "--batch",
            "1",
            "--top-k",
            "2",
            "--labels",
            "a,b,c,d,e");
    assertThat(run.err()).isEmpty();
    JsonObject json = inspected(out);
    assertThat(json.getAsJsonArray("inputs"))
        .hasToString(
            "[{\"name\":\"picture\",\"type\":\"float32\",\"shape\":[1,1,28,28],\"unit\":\"\"}]");
    assertThat(json.getAsJsonArray("outputs"))
        .hasToString(
            "[{\"name\":\"classifier\",\"type\":\"float32\",\"shape\":[1,5],\"unit\":\"\"},"
                + "{\"name\":\"classifier_values\",\"type\":\"float32\",\"shape\":[1,2],\"unit\":\"\"},"
                + "{\"name\":\"classifier_indices\",\"type\":\"int64\",\"shape\":[1,2],\"unit\":\"\"}]");
    assertThat(Run.of("export", model, "-o", out, "--softmax", "--dim", "time=4").status())
        .isZero();
    assertThat(inspected(out).getAsJsonArray("operators").toString()).contains("Softmax");
    assertThat(inspected(out).getAsJsonArray("inputs").toString()).contains("[\"batch\",4,2]");
  }

  @Test
  void smallerNumbers() throws IOException {
    Path eyes = Run.model("transfer-eyes.hebb");
    assertThat(Run.of("export", eyes, "-o", out, "--precision", "fp16").out())
        .matches(
            """
            small\\.onnx: proven

              size          195\\.7 KB
              operator set  ai\\.onnx 17
              deviation     at most .* from what the trainer says
              precision     float16
              in float32    313\\.5 KB, [\\d.]+ us a call; now [\\d.]+ us
            """);
    StringBuilder rows = new StringBuilder("a,".repeat(784) + "class\n");
    for (int row = 0; row < 20; row++) {
      for (int pixel = 0; pixel < 784; pixel++) {
        rows.append((row * 31 + pixel * 7) % 11 / 10.0).append(',');
      }
      rows.append(row % 5).append('\n');
    }
    Path table = Files.writeString(folder.resolve("rows.csv"), rows);
    Run run =
        Run.of(
            "export",
            eyes,
            "-o",
            out,
            "--precision",
            "int8-static",
            "--calibrate",
            table,
            "--calibration",
            "percentile",
            "--gate",
            "accuracy=1",
            "--held",
            table,
            "--json");
    assertThat(run.err()).isEmpty();
    JsonObject json = JsonParser.parseString(run.out()).getAsJsonObject();
    assertThat(json.get("precision").getAsString()).isEqualTo("int8, static, percentile 99.99");
    assertThat(json.get("bytes").getAsLong()).isLessThan(json.get("bytes_before").getAsLong() / 2);
    JsonObject judged = json.getAsJsonArray("judged").get(0).getAsJsonObject();
    assertThat(judged.get("metric").getAsString()).isEqualTo("accuracy");
    assertThat(judged.get("before").getAsDouble()).isBetween(0.0, 1.0);
  }

  @Test
  void aGateThatIsNotPassedLeavesNoFile() throws IOException {
    StringBuilder rows = new StringBuilder("p0,q0,p1,q1,p2,q2,p3,q3,p4,q4\n");
    for (int row = 0; row < 50; row++) {
      for (int i = 0; i < 10; i++) {
        rows.append(i == 0 ? "" : ",").append(Math.sin(row * 3.1 + i));
      }
      rows.append("\n");
    }
    Path asked = Files.writeString(folder.resolve("asked.csv"), rows);
    Path answers = folder.resolve("answers.csv");
    assertThat(Run.of("export", model, "-o", out).status()).isZero();
    assertThat(Run.of("predict", out, "--csv", asked, "-o", answers).status()).isZero();
    // What float32 says is what is wanted: float16 can only be worse.
    List<String> said = Files.readAllLines(answers);
    List<String> lines = Files.readAllLines(asked);
    lines.replaceAll(line -> line + said.get(lines.indexOf(line)).replaceFirst("^[^,]*", ""));
    Path held = Files.write(folder.resolve("held.csv"), lines);
    Files.delete(out);
    Run run =
        Run.of(
            "export", model, "-o", out, "--precision", "fp16", "--gate", "mae=0", "--held", held);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .contains(
            "small.onnx: not written: in float16, mae of \"dense\": expected at most 0.0 worse than 0.0000");
    assertThat(out).doesNotExist();
  }

  @Test
  void optionsThatDoNotGoTogether() {
    assertThat(Run.of("export", model, "-o", out, "--precision", "int8-static"))
        .isEqualTo(
            new Run(
                2,
                "",
                "hebb: --precision int8-static: expected rows to calibrate by, got none. Add --calibrate with a table or a folder of pictures.\n"));
    assertThat(Run.of("export", model, "-o", out, "--precision", "int4"))
        .isEqualTo(
            new Run(
                2,
                "",
                "hebb: --precision: expected one of [fp32, fp16, int8-dynamic, int8-static], got \"int4\". See hebb export --help.\n"));
    assertThat(Run.of("export", model, "-o", out, "--gate", "speed=1").err())
        .isEqualTo(
            "hebb: --gate: expected one of [accuracy, mae], got \"speed\". See hebb export --help.\n");
    assertThat(Run.of("export", model, "-o", out, "--gate", "mae=1").err())
        .isEqualTo("hebb: --gate and --held go together. Give both, or neither.\n");
    assertThat(Run.of("export", model, "-o", out, "--batch", "many").err())
        .isEqualTo("hebb: --batch: expected a whole number of at least 1, got \"many\".\n");
    assertThat(Run.of("export", model, "-o", out, "--part", "encoder").status()).isEqualTo(1);
  }

  @Test
  void theStreamingTwin() {
    assertThat(Run.of("export", model, "-o", out, "--streaming").status()).isZero();
    assertThat(inspected(out).getAsJsonObject("notes").get("hebb.stream.over").getAsString())
        .isEqualTo("time");
    assertThat(Run.of("export", model, "-o", out, "--over", "time").err())
        .isEqualTo("hebb: --over and --begin go with --streaming. Add it, or leave them out.\n");
  }

  @Test
  void anOnnxFileIsWrittenAnew() throws IOException {
    Path foreign = Samples.write(folder.resolve("foreign.onnx"), Samples.dense(3));
    assertThat(Run.of("export", foreign, "-o", out, "--opset", "14", "--labels", "low,high").err())
        .isEmpty();
    assertThat(Run.of("verify", out).status()).isZero();
    assertThat(Run.of("compare", foreign, out, "--dim", "rows=3").out()).startsWith("The same\n");
    assertThat(inspected(out).getAsJsonObject("notes").get("hebb.labels.y").getAsString())
        .isEqualTo("low\nhigh");
    Path again = folder.resolve("again.onnx");
    assertThat(Run.of("export", out, "-o", again, "--threshold", "0.5").err()).isEmpty();
    Path third = folder.resolve("third.onnx");
    assertThat(Run.of("export", again, "-o", third).err()).isEmpty();
    JsonObject notes = inspected(third).getAsJsonObject("notes");
    assertThat(notes.get("hebb.labels.y").getAsString()).isEqualTo("low\nhigh");
    assertThat(notes.get("hebb.threshold.y").getAsString()).isEqualTo("0.5");
    Path text = Files.writeString(folder.resolve("notes.txt"), "Not a network.");
    assertThat(Run.of("export", text, "-o", out))
        .isEqualTo(
            new Run(
                3,
                "",
                "hebb: notes.txt: expected a .hebb or an ONNX file, got something else. Save it with Trained.model().save(path).\n"));
  }

  @Test
  void whatIsRefusedLeavesNoFile() throws IOException {
    assertThat(Run.of("export", model, "-o", out, "--opset", "9"))
        .isEqualTo(
            new Run(
                1,
                "",
                "hebb: opset: expected 13 to 22, got 9. 17 is read by every ONNX Runtime since 1.12.\n"));
    assertThat(Run.of("export", model, "-o", out, "--labels", "a,b").err())
        .isEqualTo(
            "hebb: small: labels(\"dense\"): expected 3 labels, as many as the output gives numbers, got 2. Give one for each.\n");
    assertThat(Run.of("export", model, "-o", out, "--threshold", "much").err())
        .isEqualTo("hebb: --threshold: expected numbers such as 0.5,0.7, got \"much\".\n");
    assertThat(Run.of("export", model, "-o", out, "--tolerance", "1e-20").status()).isEqualTo(1);
    assertThat(out).doesNotExist();
    assertThat(Run.of("export", folder.resolve("none.hebb"), "-o", out).status()).isEqualTo(3);
  }
}

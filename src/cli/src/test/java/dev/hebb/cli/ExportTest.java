package dev.hebb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
            "dense=0.5",
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
  void theStreamingTwin() {
    assertThat(Run.of("export", model, "-o", out, "--streaming").status()).isZero();
    assertThat(inspected(out).getAsJsonObject("notes").get("hebb.stream.over").getAsString())
        .isEqualTo("time");
    assertThat(Run.of("export", model, "-o", out, "--over", "time").err())
        .isEqualTo("hebb: --over and --begin go with --streaming. Add it, or leave them out.\n");
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
    assertThat(Run.of("export", model, "-o", out, "--threshold", "dense=much").err())
        .isEqualTo("hebb: --threshold: expected numbers such as 0.5,0.7, got \"much\".\n");
    assertThat(Run.of("export", model, "-o", out, "--tolerance", "1e-20").status()).isEqualTo(1);
    assertThat(out).doesNotExist();
    assertThat(Run.of("export", folder.resolve("none.hebb"), "-o", out).status()).isEqualTo(3);
    assertThat(Run.of("export", Run.model("iris.onnx"), "-o", out).err())
        .startsWith("hebb: ../../models/iris.onnx: ");
  }
}

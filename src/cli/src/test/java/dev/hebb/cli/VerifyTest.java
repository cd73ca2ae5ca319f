package dev.hebb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyTest {
  @TempDir private Path folder;

  @Test
  void whatWasExportedIsProven() {
    Run run = Run.of("verify", Run.model("stock-lstm.onnx"));
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .matches(
            """
            stock-lstm.onnx: proven

              ok  digest          the file is as Hebb exported it
              ok  structure       22 nodes, each fed by what stands before it
              ok  ONNX Runtime    1\\.\\d+\\.\\d+ loads it
              ok  golden vectors  2, largest deviation \\d\\.\\de-\\d\\d of 1\\.0e-05
              -   parity          not asked for: --against MODEL\\.hebb
            """);
  }

  @Test
  void oneOtherByteIsFound() throws IOException {
    Path changed = folder.resolve("changed.onnx");
    byte[] bytes = Files.readAllBytes(Run.model("stock-lstm.onnx"));
    OnnxMl.ModelProto model = OnnxMl.ModelProto.parseFrom(bytes);
    byte[] weights =
        model.getGraph().getInitializerList().stream()
            .filter(tensor -> tensor.getRawData().size() > 4000)
            .findFirst()
            .orElseThrow()
            .getRawData()
            .toByteArray();
    bytes[at(bytes, weights) + 3] ^= 1;
    Files.write(changed, bytes);
    Run run = Run.of("verify", changed);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .contains(
            """
            changed.onnx: failed

              failed  digest          the file was changed after it was exported
                                      Export or copy it again.
              ok      structure       22 nodes, each fed by what stands before it
            """);
  }

  private static int at(byte[] bytes, byte[] part) {
    int at = 0;
    while (!Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
      at++;
    }
    return at;
  }

  @Test
  void aForeignFileIsNotProven() {
    Path file = Samples.write(folder.resolve("foreign.onnx"), Samples.dense(3));
    Run run = Run.of("verify", file);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .matches(
            """
            foreign.onnx: not proven

              -   digest          none: not exported by Hebb
              ok  structure       3 nodes, each fed by what stands before it
              ok  ONNX Runtime    .* loads it
              -   golden vectors  none in the file
              -   parity          not asked for: --against MODEL.hebb
            """);
  }

  @Test
  void whatIsPutTogetherWronglyIsSaid() {
    OnnxMl.ModelProto.Builder model = Samples.dense(3);
    model
        .getGraphBuilder()
        .addNode(Samples.node("Relu", "again", List.of("later"), "sum"))
        .addNode(Samples.node("Relu", "late", List.of("y"), "later"))
        .addOutput(Samples.value("nobody", "rows", 2));
    model.getGraphBuilder().getNodeBuilder(0).setDomain("com.example");
    Path file = Samples.write(folder.resolve("wrong.onnx"), model);
    Run run = Run.of("verify", file, "--json");
    assertThat(run.status()).isEqualTo(1);
    JsonObject json = JsonParser.parseString(run.out()).getAsJsonObject();
    assertThat(json.get("verdict").getAsString()).isEqualTo("failed");
    assertThat(json.getAsJsonArray("checks").get(1))
        .hasToString(
            "{\"state\":\"failed\",\"check\":\"structure\",\"what\":\"node \\\"times\\\": operator set \\\"com.example\\\" is not imported; node \\\"again\\\" reads \\\"later\\\", which nothing makes before it; \\\"sum\\\" is made twice; and 1 more\",\"remedy\":\"Export it again.\"}");
    assertThat(json.getAsJsonArray("checks").get(2).getAsJsonObject().get("state").getAsString())
        .isEqualTo("failed");
  }

  @Test
  void weightsOutsideOfTheFolderAreSaid() {
    OnnxMl.ModelProto.Builder model = Samples.dense(3);
    model
        .getGraphBuilder()
        .getInitializerBuilder(0)
        .clearRawData()
        .setDataLocation(OnnxMl.TensorProto.DataLocation.EXTERNAL)
        .addExternalData(
            OnnxMl.StringStringEntryProto.newBuilder()
                .setKey("location")
                .setValue("../../etc/passwd"));
    Path file = Samples.write(folder.resolve("out.onnx"), model);
    assertThat(Run.of("verify", file).out())
        .contains(
            "failed  structure     tensor \"w\" is kept in \"../../etc/passwd\", outside of the file's folder");
  }

  @Test
  void againstTheModelItCameFrom() {
    Path hebb = Models.write(folder.resolve("small.hebb"), 1);
    Path onnx = folder.resolve("small.onnx");
    assertThat(Run.of("export", hebb, "-o", onnx).status()).isZero();
    Run run = Run.of("verify", onnx, "--against", hebb);
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .containsPattern(
            "ok  parity          8 runs against the trainer, largest deviation \\d\\.\\de-\\d\\d of 1\\.0e-05\n");
    Path other = Models.write(folder.resolve("other.hebb"), 2);
    Run differs = Run.of("verify", onnx, "--against", other);
    assertThat(differs.status()).isEqualTo(1);
    assertThat(differs.out())
        .containsPattern(
            "failed  parity          the first node that differs is lstm/LSTM \\(LSTM\\), by \\d\\.\\de-\\d\\d\n {26}Is this the model that the file was exported from\\?\n");
    Run foreign = Run.of("verify", Run.model("iris.onnx"), "--against", hebb);
    assertThat(foreign.out())
        .contains("inputs: small.hebb takes [prices], iris.onnx takes [measurements]");
  }
}

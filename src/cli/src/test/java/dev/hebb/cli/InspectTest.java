package dev.hebb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class InspectTest {
  @TempDir private Path folder;

  private static JsonObject json(Run run) {
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    return JsonParser.parseString(run.out()).getAsJsonObject();
  }

  @Test
  void aFileOfHebb() {
    assertThat(Run.of("inspect", Run.model("iris.onnx")).out())
        .startsWith(
            """
            iris.onnx

              graph         iris
              size          2.42 KB
              written by    Hebb 0.1.0
              operator set  ai.onnx 17
              format        IR 8
              parameters    139
              holds         139 numbers in 6 tensors, 683 bytes
              digest        intact

              input         type     shape       unit
              measurements  float32  [batch, 4]  cm

              output   type     shape       unit
              dense_1  float32  [batch, 3]

              operator  nodes
              Gemm          2
              Div           1
              Relu          1
              Softmax       1
              Sub           1

              node             operator  output       numbers
              scaler/Sub       Sub       [batch, 4]         4
              scaler/Div       Div       [batch, 4]         4
              dense/Gemm       Gemm      [batch, 16]       80
              dense/relu       Relu      [batch, 16]
              dense_1/Gemm     Gemm      [batch, 3]        51
              dense_1/softmax  Softmax   [batch, 3]

              notes
              hebb.version               1
            """);
  }

  @Test
  void aForeignFile() {
    Path file = Samples.write(folder.resolve("foreign.onnx"), Samples.dense(3));
    assertThat(Run.of("inspect", file))
        .isEqualTo(
            new Run(
                0,
                """
                foreign.onnx

                  graph         foreign
                  size          241 bytes
                  written by    somebody
                  operator set  ai.onnx 17
                  format        IR 8
                  holds         8 numbers in 2 tensors, 52 bytes
                  digest        none

                  input  type     shape      unit
                  x      float32  [rows, 3]

                  output  type     shape      unit
                  y       float32  [rows, 2]

                  operator  nodes
                  Add           1
                  MatMul        1
                  Relu          1

                  node   operator  output     numbers
                  times  MatMul    [rows, 2]        6
                  plus   Add       [rows, 2]        2
                  y      Relu      [rows, 2]
                """,
                ""));
  }

  @Test
  void programsGetAllOfIt() {
    JsonObject json = json(Run.of("inspect", Run.model("stock-lstm.onnx"), "--json"));
    assertThat(json.get("bytes").getAsLong())
        .isEqualTo(Run.model("stock-lstm.onnx").toFile().length());
    assertThat(json.get("parameters").getAsLong()).isEqualTo(3013);
    assertThat(json.get("numbers").getAsLong()).isEqualTo(3150);
    assertThat(json.get("digest").getAsString()).isEqualTo("intact");
    assertThat(json.getAsJsonObject("opsets")).hasToString("{\"ai.onnx\":17}");
    assertThat(json.getAsJsonArray("inputs"))
        .hasToString(
            "[{\"name\":\"closes\",\"type\":\"float32\",\"shape\":[\"batch\",\"time\",1],\"unit\":\"points\"}]");
    assertThat(json.getAsJsonArray("outputs")).hasSize(2);
    assertThat(json.getAsJsonArray("nodes")).hasSize(22);
    assertThat(json.getAsJsonArray("nodes").get(8))
        .hasToString(
            "{\"name\":\"on_returns/lstm/LSTM\",\"operator\":\"LSTM\",\"shapes\":[\"[time - 1, 1, batch, 20]\",\"\",\"\"],\"numbers\":1840}");
    assertThat(json.getAsJsonObject("notes").get("hebb.golden.1.in.closes").getAsString())
        .hasSize(496);
  }

  @Test
  void whatANodeRunsIsSetIn() {
    Run run = Run.of("inspect", Run.model("translation.onnx"), "--all");
    assertThat(run.out()).contains("\n  generate/Generate").contains("\n    ");
    long nodes =
        json(Run.of("inspect", Run.model("translation.onnx"), "--json"))
            .getAsJsonArray("nodes")
            .size();
    assertThat(nodes).isGreaterThan(53);
  }

  @Test
  void aLongGraphIsCutForPeople() {
    assertThat(Run.of("inspect", Run.model("transfer.onnx")).out())
        .contains("\n  and 99 more: --all shows them.\n");
    assertThat(Run.of("inspect", Run.model("transfer.onnx"), "--all").out())
        .doesNotContain("more: --all");
  }

  @Test
  void aModelFile() {
    Run run = Run.of("inspect", Run.model("transfer-eyes.hebb"));
    assertThat(run.out())
        .startsWith(
            """
            transfer-eyes.hebb

              graph       eyes
              size        421.9 KB
              parameters  67,889
              trainable   65,993
            """)
        .contains(
            "\n  features.conv0                          conv2d(24, 7).stride(2).noBias()        [batch, 14, 14, 24]       1,176\n");
    JsonObject json = json(Run.of("inspect", Run.model("transfer-eyes.hebb"), "--json"));
    assertThat(json.get("parameters").getAsLong()).isEqualTo(67_889);
    assertThat(json.getAsJsonArray("layers").get(1))
        .hasToString(
            "{\"name\":\"features.conv0\",\"declaration\":\"conv2d(24, 7).stride(2).noBias()\",\"shape\":[\"batch\",14,14,24],\"parameters\":1176}");
  }

  @Test
  void aDrawing() throws Exception {
    for (String model : List.of("stock-lstm.onnx", "transfer-eyes.hebb")) {
      Run run = Run.of("inspect", Run.model(model), "--svg");
      Document svg =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(run.out())));
      assertThat(svg.getDocumentElement().getNodeName()).isEqualTo("svg");
    }
    Path file = Samples.write(folder.resolve("foreign.onnx"), Samples.dense(3));
    assertThat(Run.of("inspect", file, "--svg").out())
        .contains(">x</text>", ">MatMul</text>", ">times</text>", ">[rows, 2]</text>");
    assertThat(Run.of("inspect", file, "--svg", "--json").err())
        .isEqualTo("hebb: --svg and --json: expected one of them, got both. Leave one out.\n");
  }

  @Test
  void namesCannotMoveTheTerminal() {
    OnnxMl.ModelProto.Builder model = Samples.dense(3);
    model.getGraphBuilder().setName("a\u001b[2Jb\nc");
    model.getGraphBuilder().getNodeBuilder(0).setName("evil\u0007");
    Path file = Samples.write(folder.resolve("evil.onnx"), model);
    assertThat(Run.of("inspect", file).out())
        .contains("  graph         a\\u001b[2Jb\\nc\n", "\n  evil\\u0007  MatMul")
        .doesNotContain("\u001b", "\u0007");
    assertThat(Run.of("inspect", file, "--svg").out()).contains(">evil?</text>");
  }

  @Test
  void lengthsThatLieAreToldAndCostNothing() {
    OnnxMl.ModelProto.Builder model = Samples.dense(3);
    model.getGraphBuilder().getInitializerBuilder(0).setDims(0, Long.MAX_VALUE).setDims(1, 7);
    model.getGraphBuilder().getInitializerBuilder(1).setDims(0, -5);
    Path file = Samples.write(folder.resolve("lies.onnx"), model);
    assertThat(Run.of("inspect", file).out())
        .contains("holds         9,223,372,036,854,775,807 numbers");
    assertThat(Run.of("verify", file).out())
        .contains(
            "failed  structure     tensor \"w\" [9223372036854775807, 7] of float32 takes too many bytes, got 24; tensor \"b\" has a negative length");
  }
}

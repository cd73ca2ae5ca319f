package dev.hebb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareTest {
  @TempDir private Path folder;

  private Path dense(String name, float middle) {
    return Samples.write(folder.resolve(name), Samples.dense(middle));
  }

  @Test
  void theSame() {
    Path a = Run.model("stock-lstm.onnx");
    assertThat(Run.of("compare", a, a))
        .isEqualTo(
            new Run(
                0,
                """
                The same

                  inputs     those that the file carries: closes [3, 31, 1]
                  values     22 of 22 compared
                  deviation  at most 0.0e+00, allowed 1.0e-05
                """,
                ""));
  }

  @Test
  void theFirstNodeThatDiffersIsNamed() {
    Run run = Run.of("compare", dense("a.onnx", 3), dense("b.onnx", 3.5f), "--dim", "rows=4");
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .matches(
            """
            Different

              inputs     random, seed 42: x \\[4, 3\\]
              values     3 of 3 compared
              deviation  at most \\d\\.\\de-\\d\\d, allowed 1\\.0e-05
              first at   times \\(MatMul\\)
              got        \\S+ at \\[\\d, 0\\], expected \\S+: off by \\d\\.\\de-\\d\\d
            """);
    assertThat(
            Run.of(
                    "compare",
                    folder.resolve("a.onnx"),
                    folder.resolve("b.onnx"),
                    "--dim",
                    "rows=4",
                    "--tolerance",
                    "1")
                .status())
        .isZero();
  }

  @Test
  void theWorstElementIsTheOneThatAWeightMoves() {
    Run run =
        Run.of("compare", dense("a.onnx", 3), dense("b.onnx", 5), "--dim", "rows=2", "--json");
    JsonObject first = JsonParser.parseString(run.out()).getAsJsonObject().getAsJsonObject("first");
    // Column 0 of row r is off by 2 x[r][1]: the weight stands in row 1, column 0 of w.
    assertThat(first.get("node").getAsString()).isEqualTo("times");
    assertThat(first.getAsJsonArray("index").get(1).getAsLong()).isZero();
    double off = first.get("got").getAsDouble() - first.get("expected").getAsDouble();
    double scale = Math.max(1, Math.abs(first.get("expected").getAsDouble()));
    assertThat(first.get("deviation").getAsDouble()).isEqualTo(Math.abs(off) / scale);
  }

  @Test
  void otherNamesAreComparedByPlace() {
    OnnxMl.ModelProto.Builder renamed = Samples.dense(3);
    OnnxMl.GraphProto.Builder graph = renamed.getGraphBuilder();
    graph.clearValueInfo();
    graph.getNodeBuilder(0).setName("m").setOutput(0, "m:0");
    graph.getNodeBuilder(1).setName("p").setInput(0, "m:0").setOutput(0, "p:0");
    graph.getNodeBuilder(2).setInput(0, "p:0").setOutput(0, "z");
    graph.getOutputBuilder(0).setName("z");
    Path b = Samples.write(folder.resolve("b.onnx"), renamed);
    assertThat(Run.of("compare", dense("a.onnx", 3), b, "--dim", "rows=1").out())
        .contains("The same", "3 of 3 compared")
        .doesNotContain("structure");
    assertThat(Run.of("compare", dense("a.onnx", 2), b, "--dim", "rows=1").out())
        .contains("first at   times (MatMul)");
  }

  @Test
  void otherNodesAreToldFirst() {
    OnnxMl.ModelProto.Builder longer = Samples.dense(3);
    OnnxMl.GraphProto.Builder graph = longer.getGraphBuilder();
    graph.getNodeBuilder(2).setInput(0, "twice");
    graph.addNode(2, Samples.node("Identity", "copy", List.of("sum"), "twice"));
    Path b = Samples.write(folder.resolve("b.onnx"), longer);
    Run run = Run.of("compare", dense("a.onnx", 3), b, "--dim", "rows=1");
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .startsWith(
            """
            The same

              structure  only in b.onnx: copy (Identity)
              inputs     random, seed 42: x [1, 3]
              values     3 of 3 compared
            """);
  }

  @Test
  void otherShapesAreADifference() {
    OnnxMl.ModelProto.Builder other = Samples.dense(3);
    other.getGraphBuilder().clearValueInfo().clearOutput();
    other.getGraphBuilder().addOutput(Samples.value("y", "rows", 1));
    other
        .getGraphBuilder()
        .setInitializer(0, Samples.tensor("w", List.of(3L, 1L), 1, 2, 3))
        .setInitializer(1, Samples.tensor("b", List.of(1L), 0.5f));
    Path b = Samples.write(folder.resolve("b.onnx"), other);
    assertThat(Run.of("compare", dense("a.onnx", 3), b, "--dim", "rows=2").out())
        .contains(
            """
              first at   times (MatMul)
              got        shape [2, 1], expected [2, 2]
            """);
  }

  @Test
  void whatCannotBeFedAlikeIsSaid() {
    Run run = Run.of("compare", Run.model("iris.onnx"), Run.model("stock-lstm.onnx"));
    assertThat(run)
        .isEqualTo(
            new Run(
                1,
                """
                Not comparable

                  structure  inputs: iris.onnx takes [measurements], stock-lstm.onnx takes [closes]
                """,
                ""));
    assertThat(Run.of("compare", dense("a.onnx", 3), dense("b.onnx", 3)))
        .isEqualTo(
            new Run(
                3,
                "",
                "hebb: a.onnx: input \"x\": expected a length for its axis \"rows\", got none. Say --dim rows=N.\n"));
  }

  @Test
  void aModelFileIsRunByTheTrainer() {
    Path hebb = Models.write(folder.resolve("small.hebb"), 1);
    Path onnx = folder.resolve("small.onnx");
    assertThat(Run.of("export", hebb, "-o", onnx).status()).isZero();
    Run run = Run.of("compare", hebb, onnx);
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("The same", "prices [2, 5, 2]").doesNotContain("structure");
    Path other = Models.write(folder.resolve("other.hebb"), 2);
    assertThat(Run.of("compare", other, onnx).out()).contains("first at   lstm/LSTM (LSTM)");
    assertThat(Run.of("compare", hebb, other, "--dim", "batch=3", "--dim", "time=4").out())
        .contains("Different", "random, seed 42: prices [3, 4, 2]", "first at   lstm/LSTM");
  }
}

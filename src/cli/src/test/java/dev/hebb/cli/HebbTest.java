package dev.hebb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class HebbTest {
  private static final Path MODEL = Path.of("../../models/stock-lstm.onnx");

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine tool = Hebb.tool();
    tool.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return tool.execute(arguments);
  }

  @Test
  void inspectSaysWhatAFileIs() {
    assertThat(run("inspect", MODEL.toString())).isZero();
    assertThat(out.toString())
        .contains("stock-lstm.onnx, written by Hebb")
        .contains("input  \"closes\" float32 [batch=1, time=31, 1] in points")
        .contains("output \"forecast\" float32 [batch=1, 1] in points")
        .contains("  hebb.parameters = 3013");
  }

  @Test
  void verifyRunsTheGoldenVectors() {
    assertThat(run("verify", MODEL.toString())).isZero();
    assertThat(out.toString())
        .matches("stock-lstm.onnx: proven, max_abs_diff=\\d\\.\\de-\\d\\d\\R");
  }

  @Test
  void aMistakeIsOneLineAndAStatus() throws IOException {
    Path changed = folder.resolve("changed.onnx");
    byte[] bytes = Files.readAllBytes(MODEL);
    bytes[bytes.length / 2] ^= 4;
    Files.write(changed, bytes);
    assertThat(run("verify", changed.toString())).isEqualTo(1);
    assertThat(err.toString().lines())
        .hasSize(1)
        .allMatch(line -> line.startsWith("hebb: changed.onnx: "));
    assertThat(run("verify", "no-such-file.onnx")).isEqualTo(1);
    assertThat(run("prove", MODEL.toString())).isEqualTo(2);
  }
}

package dev.hebb.graph;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelRefusalTest {
  private static final String GRAPH = "hebb.graph";

  @TempDir Path folder;

  private static void refused(Path file, String what) {
    assertThatThrownBy(() -> Model.load(file))
        .isInstanceOf(FormatException.class)
        .hasMessage(file + ": " + what);
  }

  // A file whose digest is right, so that only what it says can be wrong.
  private Path sealed(String entry, UnaryOperator<String> change) {
    Path file = folder.resolve("a.hebb");
    Model model = Model.initial(Example.dense(), 3);
    model.save(file);
    Map<String, String> metadata = new TreeMap<>(Safetensors.read(file).metadata());
    metadata.remove("hebb.sha256");
    metadata.computeIfPresent(entry, (key, value) -> change.apply(value));
    metadata.put("hebb.sha256", Model.digest(new Safetensors(model.weights(), metadata)));
    new Safetensors(model.weights(), metadata).write(file);
    return file;
  }

  @Test
  void weightsWithoutAGraph() {
    Path file = folder.resolve("a.safetensors");
    new Safetensors(new Weights(Map.of()), Map.of()).write(file);
    refused(
        file,
        "expected a model (safetensors with a \"hebb.graph\" entry), got weights only. Declare the"
            + " network in code and load them with Safetensors.read.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"is\":\"Gemm\" | \"is\":\"Magic\" | there is no operator \"Magic\"",
        "\"is\":\"Gemm\" | \"is\":\"java.lang.Runtime\""
            + " | there is no operator \"java.lang.Runtime\"",
        "\"RELU\" | \"MAGIC\" | there is no Function \"MAGIC\"",
        "\"alpha\":0.0 | \"beta\":0.0 | Activation has no \"alpha\"",
        "\"is\":\"Gemm\" | \"was\":\"Gemm\" | \"Op\" has no \"is\"",
        "\"dims\":[3,2] | \"dims\":[3,3]"
            + " | net/dense/Gemm (Gemm): expected dense/bias of [3], got [d0=2]. See the"
            + " operator's layout.",
        "\"inputs\":[\"input\", | \"inputs\":["
            + " | net/dense/Gemm (Gemm): expected a kernel [in, out], got [d0=2]. Give it two axes."
      })
  void aGraphThatCannotBe(String from, String to, String why) {
    refused(
        sealed(GRAPH, json -> json.replace(from, to)),
        "its graph cannot be read (" + why + "). It was written by another version of Hebb.");
  }

  @Test
  void aFileOfAnotherVersion() {
    refused(
        sealed("hebb.version", version -> "2"),
        "expected a model file of version 1, got 2. Open it with the version of Hebb that wrote"
            + " it.");
  }

  @Test
  void aGraphNestedTooDeep() {
    refused(
        sealed(GRAPH, json -> "[".repeat(1_000_000)),
        "its graph cannot be read (no valid JSON at line 1 column 257). It was"
            + " written by another version of Hebb.");
  }

  @Test
  void aHeaderNestedTooDeep() throws IOException {
    String deep = "{\"a\":".repeat(1_000_000);
    Path file = ForeignFile.write(folder.resolve("deep.hebb"), deep, new byte[0]);
    refused(
        file,
        "its header cannot be read (no valid JSON at line 1 column 1277). The file is corrupt or"
            + " not safetensors.");
  }

  @Test
  void aHeaderLongerThanTheFile() throws IOException {
    Path file =
        ForeignFile.write(folder.resolve("a.hebb"), Long.MAX_VALUE, new byte[2], new byte[0]);
    refused(
        file,
        "expected a header within its 10 bytes, got a header of 9223372036854775807. The file is"
            + " truncated, corrupt or not safetensors.");
  }
}

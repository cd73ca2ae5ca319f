package dev.hebb.runtime;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file that cannot be opened is told. */
class FileErrorsTest {
  private static final String ORT = "ONNX Runtime " + OrtEnvironment.getEnvironment().getVersion();

  @TempDir private Path folder;

  @Test
  void missing() {
    assertThatThrownBy(() -> Predictor.open(file("m.onnx")))
        .isInstanceOf(PredictorException.class)
        .hasMessage("m.onnx: there is no such file in " + folder + ".")
        .hasCauseInstanceOf(NoSuchFileException.class);
  }

  @Test
  void aFolder() throws IOException {
    Files.createDirectory(file("m.onnx"));
    refused(file("m.onnx"), "m.onnx: is a folder, not an ONNX file. Check the path.");
  }

  @Test
  void empty() {
    refused(ModelBuilder.write(file("m.onnx"), new byte[0]), "m.onnx: is empty. Export it again.");
  }

  @Test
  void somethingElse() {
    byte[] text = "this is not a model".getBytes(StandardCharsets.US_ASCII);
    String message =
        "m.onnx: is not an ONNX file, or only a part of one ("
            + ORT
            + ": \"Failed to load model because protobuf parsing failed.\"). Export it again.";
    Path file = ModelBuilder.write(file("m.onnx"), text);
    refused(file, message);
    assertThatThrownBy(() -> Predictor.open(file)).hasCauseInstanceOf(OrtException.class);
  }

  @Test
  void truncated() {
    byte[] model = Samples.dense().bytes();
    refused(
        ModelBuilder.write(file("m.onnx"), Arrays.copyOf(model, model.length / 2)),
        "m.onnx: is not an ONNX file, or only a part of one ("
            + ORT
            + ": \"Failed to load model because protobuf parsing failed.\"). Export it again.");
  }

  @Test
  void anOperatorNobodyKnows() {
    Path file =
        new ModelBuilder()
            .input("x", ModelBuilder.FLOAT, 1)
            .output("y", ModelBuilder.FLOAT, 1)
            .node("Nope", List.of("x"), "y")
            .write(file("m.onnx"));
    refused(
        file,
        "m.onnx: is not a model that can be loaded ("
            + ORT
            + ": \"This is an invalid model. In Node, (\"\", Nope, \"\", -1) : (\"x\":"
            + " tensor(float),) -> (\"y\": tensor(float),) , Error No Op registered for Nope with"
            + " domain_version of 17\"). Export it again.");
  }

  @Test
  void anIrVersionThatIsTooNew() {
    refused(
        Samples.dense().irVersion(99).write(file("m.onnx")),
        "m.onnx: has ONNX IR version 99, "
            + ORT
            + " reads up to 13. Put a newer ONNX Runtime in its place, or export it for IR version 13.");
  }

  @Test
  void anOpsetThatIsTooNew() {
    refused(
        Samples.dense().opset(99).write(file("m.onnx")),
        "m.onnx: needs opset 99 of ai.onnx, "
            + ORT
            + " has up to 26. Put a newer ONNX Runtime in its place, or export it with opset 26.");
  }

  @Test
  void anInputThatNoBufferHolds() {
    Path file =
        new ModelBuilder()
            .input("x", ModelBuilder.FLOAT, "batch", 2_000_000_000, 3)
            .output("y", ModelBuilder.FLOAT, "batch", 2_000_000_000, 3)
            .node("Identity", List.of("x"), "y")
            .write(file("m.onnx"));
    refused(
        file,
        "m.onnx: input \"x\" has ? x 2000000000 x 3 elements, more than a buffer holds. Export it with"
            + " smaller ones.");
  }

  @Test
  void anOutputThatIsNoTensor() {
    Path file =
        new ModelBuilder()
            .input("x", ModelBuilder.FLOAT, 1)
            .sequence("y", ModelBuilder.FLOAT)
            .node("SequenceConstruct", List.of("x"), "y")
            .write(file("m.onnx"));
    refused(
        file, "m.onnx: output \"y\" is not a tensor. Export the model without sequences and maps.");
  }

  private static void refused(Path file, String message) {
    assertThatThrownBy(() -> Predictor.open(file))
        .isInstanceOf(PredictorException.class)
        .hasMessage(message);
  }

  private Path file(String name) {
    return folder.resolve(name);
  }
}

package dev.hebb.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl;
import dev.hebb.graph.Engine;
import dev.hebb.graph.Model;
import dev.hebb.graph.Tensor;
import dev.hebb.onnx.in.OnnxModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A network of Keras that tf2onnx wrote, with two inputs whose rows are free, and a length that is
 * (scripts/goldens/golden_onnx.py): what Keras said of it is what comes out.
 */
class KerasFileTest {
  private static final Path FOLDER = Path.of("src/test/resources/onnx");
  private static final double TOLERANCE = 1e-6;

  @TempDir Path folder;

  private final FloatBuffer numbers = numbers();
  private final Tensor picture = next(2, 12, 10, 2);
  private final Tensor steps = next(2, 4, 3);
  private final Tensor said = next(2, 3);
  private final Model model = OnnxModel.read(FOLDER.resolve("keras.onnx")).batch().model();

  private static FloatBuffer numbers() {
    try {
      byte[] bytes = Files.readAllBytes(FOLDER.resolve("keras.f32"));
      return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    } catch (IOException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private Tensor next(long... dims) {
    float[] values = new float[Math.toIntExact(Tensor.elements(dims))];
    numbers.get(values);
    return Tensor.of(values, dims);
  }

  @Test
  void theTrainerSaysWhatKerasSaid() {
    String value = model.graph().outputs().get(0).value().name();
    try (Engine.Session trainer = Engine.find().orElseThrow().open(model, List.of(value))) {
      Tensor got = trainer.run(Map.of("picture", picture, "steps", steps)).get(value);
      assertThat(Verification.deviation(said, got)).isLessThanOrEqualTo(TOLERANCE);
    }
  }

  @Test
  void soDoesTheFileThatIsWrittenAgain() throws IOException {
    Path again = folder.resolve("again.onnx");
    Onnx.export(model).to(again);
    OnnxMl.ModelProto proto = OnnxMl.ModelProto.parseFrom(Files.readAllBytes(again));
    try (OrtSession runtime = new OrtSession(proto)) {
      Tensor got =
          runtime.run(Map.of("picture", picture, "steps", steps), List.of("kind")).get("kind");
      assertThat(Verification.deviation(said, got)).isLessThanOrEqualTo(TOLERANCE);
    }
  }

  @Test
  void rowsAndStepsAreFree() {
    assertThat(model.graph().inputs().get(0).value().shape())
        .hasToString("[batch, d1=12, d2=10, d3=2]");
    assertThat(model.graph().inputs().get(1).value().shape().dim(1).size().fixed()).isEmpty();
    assertThat(model.graph().outputs().get(0).value().shape()).hasToString("[batch, features=3]");
  }
}

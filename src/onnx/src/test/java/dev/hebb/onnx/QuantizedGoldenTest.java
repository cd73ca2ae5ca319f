package dev.hebb.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl;
import dev.hebb.graph.Samples;
import dev.hebb.graph.Tensor;
import dev.hebb.onnx.precision.Calibration;
import dev.hebb.onnx.precision.Precision;
import dev.hebb.onnx.precision.Runs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Static quantization beside onnxruntime.quantization: the same scales, zeros and bytes. */
class QuantizedGoldenTest {
  private static final Tensor ROWS = numbers(7, 20, 2, 10, 10);

  /** As {@code golden_quantized.py} has it. */
  private static Tensor numbers(int seed, long... dims) {
    float[] values = new float[Math.toIntExact(Tensor.elements(dims))];
    for (int i = 0; i < values.length; i++) {
      double part = (i + seed) * 0.6180339887498949 % 1;
      values[i] = (float) Math.pow(2 * part - 1, 3);
    }
    return Tensor.of(values, dims);
  }

  private static byte[] resource(String name) {
    try (InputStream in = QuantizedGoldenTest.class.getResourceAsStream("/quantized/" + name)) {
      return in.readAllBytes();
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static Map<String, double[]> golden() {
    Map<String, double[]> golden = new HashMap<>();
    for (String line : new String(resource("static.txt"), StandardCharsets.UTF_8).split("\n", -1)) {
      String[] words = line.split(" ", -1);
      golden.put(words[0], Arrays.stream(words).skip(1).mapToDouble(Double::parseDouble).toArray());
    }
    return golden;
  }

  private static OnnxMl.ModelProto floats() {
    try {
      return OnnxMl.ModelProto.parseFrom(resource("float.onnx"));
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static final Runs RUNS =
      (model, samples, outputs, seen) -> {
        try (OrtSession session = new OrtSession(model)) {
          for (long row = 0; row < 20; row += 5) {
            Tensor rows = samples.get(0).inputs().get(0).rows(row, row + 5);
            seen.accept(session.run(Map.of("x", rows), outputs));
          }
        }
      };

  private static OnnxMl.ModelProto quantized(Calibration calibration) {
    return Precision.staticInt8(Samples.of(ROWS))
        .calibration(calibration)
        .rewrite(floats(), RUNS)
        .model();
  }

  private static double[] constant(OnnxMl.ModelProto model, String name) {
    OnnxMl.TensorProto tensor =
        model.getGraph().getInitializerList().stream()
            .filter(each -> each.getName().equals(name))
            .findFirst()
            .orElseThrow(() -> new AssertionError(name));
    ByteBuffer bytes = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    int type = tensor.getDataType();
    int size = type == 1 || type == 6 ? 4 : 1;
    double[] values = new double[bytes.remaining() / size];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (type) {
            case 1 -> bytes.getFloat();
            case 6 -> bytes.getInt();
            case 2 -> Byte.toUnsignedInt(bytes.get());
            default -> bytes.get();
          };
    }
    return values;
  }

  @Test
  void scalesZerosAndBytesAreThoseOfOnnxRuntimesOwnTool() {
    Map<String, double[]> golden = golden();
    OnnxMl.ModelProto model = quantized(Calibration.minMax());
    // Its tool has no scale of its own for what a Relu gives; the pool behind it gives the same.
    Map<String, String> values =
        Map.of("x", "x", "relu", "pool", "second", "second", "leaky", "leaky", "y", "y");
    values.forEach(
        (ours, theirs) -> {
          assertThat(constant(model, ours + "/scale")[0])
              .as(ours)
              .isCloseTo(golden.get(theirs + "_scale")[0], within(1e-9));
          assertThat(constant(model, ours + "/zero"))
              .as(ours)
              .containsExactly(golden.get(theirs + "_zero_point"));
        });
    for (String layer : List.of("first", "second", "third")) {
      assertThat(constant(model, layer + "/kernel/int8"))
          .containsExactly(golden.get(layer + "/kernel_quantized"));
      assertThat(constant(model, layer + "/kernel/scales"))
          .containsExactly(golden.get(layer + "/kernel_scale"), within(1e-9));
      assertThat(constant(model, layer + "/bias_int32"))
          .containsExactly(golden.get(layer + "/bias_quantized"));
    }
  }

  @Test
  void answersAreAsNearAsThoseOfOnnxRuntimesOwnTool() {
    Map<String, double[]> golden = golden();
    double[] exact = golden.get("float");
    double theirs = error(golden.get("static"), exact);
    assertThat(error(answers(floats()), exact)).isLessThan(1e-6);
    double ours = error(answers(quantized(Calibration.minMax())), exact);
    assertThat(ours).isBetween(0.5 * theirs, 1.1 * theirs);
    // Of numbers that are spread so evenly little can be cut off.
    for (Calibration other : List.of(Calibration.percentile(99.9), Calibration.entropy())) {
      double cut = error(answers(quantized(other)), exact);
      assertThat(cut).as(other.text()).isNotEqualTo(ours).isLessThan(1.1 * theirs);
    }
  }

  private static double[] answers(OnnxMl.ModelProto model) {
    try (OrtSession session = new OrtSession(model)) {
      float[] said = session.run(Map.of("x", ROWS), List.of("y")).get("y").toFloats();
      double[] values = new double[said.length];
      Arrays.setAll(values, i -> said[i]);
      return values;
    }
  }

  private static double error(double[] said, double[] exact) {
    double sum = 0;
    for (int i = 0; i < exact.length; i++) {
      sum += (said[i] - exact[i]) * (said[i] - exact[i]);
    }
    return Math.sqrt(sum / exact.length);
  }
}

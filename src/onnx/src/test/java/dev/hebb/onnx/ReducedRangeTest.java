package dev.hebb.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl;
import dev.hebb.graph.Model;
import dev.hebb.graph.Samples;
import dev.hebb.graph.Tensor;
import dev.hebb.onnx.precision.Precision;
import dev.hebb.onnx.precision.StaticInt8;
import dev.hebb.runtime.Predictor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Weights of 7 bits, for processors that add two products of bytes in 16 bits: x86's {@code
 * vpmaddubsw}, which such a processor has in place of VNNI, stops at 32,767.
 */
class ReducedRangeTest {
  private static final int MOST_OF_PAIR = Short.MAX_VALUE;
  private static final int IN = 190;
  private static final int OUT = 180;

  @TempDir Path folder;

  private OnnxMl.GraphProto written(Model model, StaticInt8 precision) {
    Path file = folder.resolve("small.onnx");
    Onnx.export(model).precision(precision).to(file);
    try {
      return OnnxMl.ModelProto.parseFrom(Files.readAllBytes(file)).getGraph();
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static OnnxMl.TensorProto constant(OnnxMl.GraphProto graph, String name) {
    return graph.getInitializerList().stream()
        .filter(each -> each.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name));
  }

  private static byte[] bytes(OnnxMl.TensorProto tensor) {
    return tensor.getRawData().toByteArray();
  }

  private static float[] floats(OnnxMl.TensorProto tensor) {
    ByteBuffer raw = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[raw.remaining() / Float.BYTES];
    raw.asFloatBuffer().get(values);
    return values;
  }

  private static int largest(byte[] weights) {
    int largest = 0;
    for (byte weight : weights) {
      largest = Math.max(largest, Math.abs(weight));
    }
    return largest;
  }

  @Test
  void allWeightsHaveSevenBits() {
    for (String name : List.of("dense", "cnn", "lstms")) {
      Model model = Model.initial(FormZoo.all().get(name), 5);
      Tensor rows = Probe.of(model, List.of()).get(1).inputs().values().iterator().next();
      StaticInt8 usual = Precision.staticInt8(Samples.of(rows));
      for (OnnxMl.TensorProto each : weights(written(model, usual))) {
        assertThat(largest(bytes(each))).as("%s: %s", name, each.getName()).isEqualTo(127);
      }
      for (OnnxMl.TensorProto each : weights(written(model, usual.reducedRange()))) {
        assertThat(largest(bytes(each))).as("%s: %s", name, each.getName()).isEqualTo(63);
      }
    }
    assertThat(255 * 63 * 2).isLessThanOrEqualTo(MOST_OF_PAIR).isLessThan(255 * 127 * 2);
  }

  private static List<OnnxMl.TensorProto> weights(OnnxMl.GraphProto graph) {
    List<OnnxMl.TensorProto> weights =
        graph.getInitializerList().stream()
            .filter(each -> each.getName().endsWith("/int8"))
            .toList();
    assertThat(weights).hasSizeGreaterThan(1);
    return weights;
  }

  // All weights of a column have one sign, and inputs are large: sums as large as they come.
  private static Model loud() {
    Model model = Model.initial(FormZoo.all().get("dense"), 5);
    float[] kernel = new float[IN * OUT];
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = (i % OUT % 2 == 0 ? 1 : -1) * (0.5f + i % 17 / 34f) / IN;
    }
    return new Model(
        model.graph(), model.weights().with("dense/kernel", Tensor.of(kernel, IN, OUT)));
  }

  private static float[] row() {
    float[] row = new float[IN];
    for (int i = 0; i < row.length; i++) {
      row[i] = 0.8f + i % 11 / 50f;
    }
    return row;
  }

  @Test
  void noTwoProductsRunOver() {
    Model model = loud();
    StaticInt8 usual = Precision.staticInt8(Samples.of(Tensor.of(row(), 1, IN)));
    Summed eight = Summed.of(written(model, usual));
    assertThat(eight.paired()).isNotEqualTo(eight.exact());
    Summed seven = Summed.of(written(model, usual.reducedRange()));
    assertThat(seven.paired()).isEqualTo(seven.exact());
    // By how much an older processor would be off, and what a bit less of each weight costs.
    float[] exact = product(model);
    assertThat(apart(seven.scaled(), exact)).isBetween(1e-4, 0.01);
    assertThat(apart(eight.scaled(), exact)).isGreaterThan(0.1);
    try (Predictor predictor = Predictor.open(folder.resolve("small.onnx"))) {
      assertThat(predictor.proven()).isTrue();
      assertThat(predictor.metadata())
          .containsEntry("hebb.precision", "int8, static, min-max, reduced range");
      assertThat(Double.parseDouble(predictor.metadata().get("hebb.proven.max_deviation")))
          .isLessThan(0.01);
    }
  }

  private static float[] product(Model model) {
    float[] kernel = model.weights().get("dense/kernel").toFloats();
    float[] row = row();
    float[] sums = new float[OUT];
    for (int out = 0; out < OUT; out++) {
      double sum = 0;
      for (int in = 0; in < IN; in++) {
        sum += (double) row[in] * kernel[in * OUT + out];
      }
      sums[out] = (float) sum;
    }
    return sums;
  }

  private static double apart(float[] a, float[] b) {
    double most = 0;
    for (int i = 0; i < a.length; i++) {
      most = Math.max(most, Math.abs((double) a[i] - b[i]));
    }
    return most;
  }

  /**
   * Sums of products of bytes.
   *
   * @param exact in 32 bits
   * @param paired as an older processor has them
   * @param steps what one is worth, by column
   */
  private record Summed(List<Integer> exact, List<Integer> paired, List<Float> steps) {
    static Summed of(OnnxMl.GraphProto graph) {
      float step = floats(constant(graph, "input/scale"))[0];
      byte[] weights = bytes(constant(graph, "dense/kernel/int8"));
      float[] scales = floats(constant(graph, "dense/Gemm/scales"));
      assertThat(bytes(constant(graph, "input/zero"))).containsExactly(0);
      float[] row = row();
      int[] fed = new int[IN];
      Arrays.setAll(fed, i -> (int) Math.min(255, Math.rint(row[i] / (double) step)));
      Integer[] exact = new Integer[OUT];
      Integer[] paired = new Integer[OUT];
      Float[] steps = new Float[OUT];
      for (int out = 0; out < OUT; out++) {
        int whole = 0;
        int cut = 0;
        for (int in = 0; in < IN; in += 2) {
          int pair =
              fed[in] * weights[in * OUT + out] + fed[in + 1] * weights[(in + 1) * OUT + out];
          whole += pair;
          cut += Math.max(Short.MIN_VALUE, Math.min(MOST_OF_PAIR, pair));
        }
        exact[out] = whole;
        paired[out] = cut;
        steps[out] = scales[out];
      }
      return new Summed(List.of(exact), List.of(paired), List.of(steps));
    }

    /** As an older processor says it. */
    float[] scaled() {
      float[] scaled = new float[OUT];
      for (int i = 0; i < OUT; i++) {
        scaled[i] = paired.get(i) * steps.get(i);
      }
      return scaled;
    }
  }
}

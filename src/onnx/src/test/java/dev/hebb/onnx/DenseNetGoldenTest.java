package dev.hebb.onnx;

import static dev.hebb.network.zoo.Zoo.denseNet121;
import static dev.hebb.network.zoo.Zoo.denseNet169;
import static dev.hebb.network.zoo.Zoo.denseNet201;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.graph.Engine;
import dev.hebb.graph.Model;
import dev.hebb.graph.Pretrained;
import dev.hebb.graph.Weights;
import dev.hebb.graph.op.Activation;
import dev.hebb.network.zoo.DenseNet;
import dev.hebb.runtime.Predictor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The DenseNets against torchvision's, with weights in torchvision's names. */
class DenseNetGoldenTest {
  /**
   * Relative to the largest logit. Two float32 runs through 200 convolutions: torchvision's own is
   * within 5.5e-7 of its float64 one; Keras's ε, 1.001e-5 for torchvision's 1e-5, is another 1e-8 a
   * layer.
   */
  private static final double TOLERANCE = 5e-6;

  @TempDir Path folder;

  private Model model(DenseNet architecture) throws IOException {
    Path file =
        FormulaWeights.write(
            FormulaWeights.of(architecture.name()), folder.resolve("weights.safetensors"));
    return architecture.activation(Activation.LINEAR).pretrained().from(file);
  }

  private static float[] run(Model model) {
    String output = model.graph().outputs().get(0).value().name();
    String input = model.graph().inputs().get(0).name();
    try (Engine.Session session = Engine.find().orElseThrow().open(model, List.of(output))) {
      return session.run(Map.of(input, FormulaWeights.picture())).get(output).toFloats();
    }
  }

  private static double deviation(float[] expected, float[] got) {
    double scale = 0;
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      scale = Math.max(scale, Math.abs(expected[i]));
      worst = Math.max(worst, Math.abs((double) expected[i] - got[i]));
    }
    return worst / scale;
  }

  private void agrees(DenseNet architecture) throws IOException {
    float[] golden = FormulaWeights.logits(architecture.name());
    float[] logits = run(model(architecture));
    assertThat(logits).hasSize(golden.length);
    double deviation = deviation(golden, logits);
    assertThat(deviation).isLessThan(TOLERANCE);
  }

  @Test
  void denseNet169IsTorchvisions() throws IOException {
    agrees(denseNet169());
  }

  @Test
  void denseNet201IsTorchvisions() throws IOException {
    agrees(denseNet201());
  }

  @Test
  void denseNet121IsTorchvisionsInTheTrainerAndExported() throws IOException {
    agrees(denseNet121());
    Path file = folder.resolve("densenet121.onnx");
    Model model = model(denseNet121());
    Onnx.export(model).sample(Map.of("input", FormulaWeights.picture())).to(file);
    float[] logits = new float[1000];
    try (Predictor predictor = Predictor.open(file)) {
      predictor.input().put(0, FormulaWeights.picture().toFloats());
      predictor.run();
      for (int i = 0; i < logits.length; i++) {
        logits[i] = predictor.output().get(i);
      }
    }
    assertThat(deviation(FormulaWeights.logits("densenet121"), logits)).isLessThan(TOLERANCE);
    // Back again: what an ONNX file has is enough to train it further.
    Model read = Pretrained.of(denseNet121().network()).from(Onnx.weights(file));
    assertThat(read.weights()).isEqualTo(model.weights());
  }

  /** So that the tolerance means something: one γ, or an ε, makes a thousand times more. */
  @Test
  void aSlipIsSeen() throws IOException {
    float[] golden = FormulaWeights.logits("densenet121");
    Model right = model(denseNet121());
    DenseNet other = denseNet121().activation(Activation.LINEAR).epsilon(1e-3);
    assertThat(deviation(golden, run(right.in(other)))).isGreaterThan(1000 * TOLERANCE);
    String norm = "features.denseblock3.denselayer20.norm1/";
    Weights swapped =
        right.weights().with(norm + "gamma", right.weights().get(norm + "moving_variance"));
    assertThat(deviation(golden, run(new Model(right.graph(), swapped))))
        .isGreaterThan(1000 * TOLERANCE);
  }
}

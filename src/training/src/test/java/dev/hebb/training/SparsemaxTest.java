package dev.hebb.training;

import static dev.hebb.network.Layers.activation;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.graph.Engine;
import dev.hebb.graph.Model;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.op.Activation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Sparsemax against its definition, τ found by bisection in float64. */
class SparsemaxTest {
  private static final int ROWS = 50;
  private static final int CLASSES = 7;

  @Test
  void whatIsAboveTheThresholdAddsUpToOne() {
    var graph = network("n", vector(CLASSES)).then(activation(Activation.SPARSEMAX)).build();
    SplittableRandom random = new SplittableRandom(2);
    float[] x = new float[ROWS * CLASSES];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextDouble(-1, 1) * (1 + i / CLASSES % 5);
    }
    String output = graph.graph().outputs().get(0).value().name();
    float[] y;
    try (Engine.Session session =
        Engine.find().orElseThrow().open(Model.initial(graph, 1), List.of(output))) {
      y = session.run(Map.of("input", Tensor.of(x, ROWS, CLASSES))).get(output).toFloats();
    }
    int zeros = 0;
    for (int row = 0; row < ROWS; row++) {
      float[] numbers = Arrays.copyOfRange(x, row * CLASSES, (row + 1) * CLASSES);
      double threshold = threshold(numbers);
      for (int i = 0; i < CLASSES; i++) {
        float got = y[row * CLASSES + i];
        assertThat((double) got).isCloseTo(Math.max(0, numbers[i] - threshold), within(1e-6));
        zeros += got == 0 ? 1 : 0;
      }
    }
    assertThat(zeros).isBetween(ROWS, ROWS * (CLASSES - 1));
  }

  private static double threshold(float[] numbers) {
    double least = -100;
    double most = 100;
    for (int i = 0; i < 100; i++) {
      double middle = (least + most) / 2;
      double sum = 0;
      for (float number : numbers) {
        sum += Math.max(0, number - middle);
      }
      if (sum > 1) {
        least = middle;
      } else {
        most = middle;
      }
    }
    return least;
  }
}

package dev.hebb.training;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.graph.Initializer;
import dev.hebb.graph.Model;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.WeightOptions;
import dev.hebb.graph.op.Activation;
import dev.hebb.training.data.Dataset;
import dev.hebb.training.metric.Average;
import dev.hebb.training.metric.Curve;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Of padded rows every metric says what it says of their steps, one by one. */
class PaddedMetricsTest {
  private static final int ROWS = 9;
  private static final int TIME = 6;
  private static final int CLASSES = 4;
  private static final long[] LENGTHS = {6, 1, 3, 5, 2, 6, 4, 1, 3};

  private static final List<Metric> METRICS =
      List.of(
          Metrics.accuracy(),
          Metrics.binaryAccuracy(),
          Metrics.topKCategoricalAccuracy(2),
          Metrics.truePositives(),
          Metrics.trueNegatives(),
          Metrics.falsePositives(),
          Metrics.falseNegatives(),
          Metrics.precision().topK(2),
          Metrics.recall().classId(1),
          Metrics.auc(),
          Metrics.auc(Curve.PRECISION_RECALL).perLabel(),
          Metrics.sensitivityAtSpecificity(0.6),
          Metrics.f1Score().average(Average.MACRO),
          Metrics.meanIou(),
          Metrics.binaryIou(),
          Metrics.r2Score(),
          Metrics.rootMeanSquaredError(),
          Metrics.confusionMatrix(),
          Losses.meanAbsoluteError(),
          Losses.categoricalCrossentropy(),
          Losses.hinge(),
          Losses.categoricalHinge(),
          Losses.cosineSimilarity());

  private final SplittableRandom random = new SplittableRandom(3);
  private final float[] x = new float[ROWS * TIME * CLASSES];
  private final float[] y = new float[ROWS * TIME * CLASSES];
  private final float[] weights = new float[ROWS * TIME];

  private Trained trained(boolean padded) {
    WeightOptions kernel = WeightOptions.kernel().initializer(Initializer.identity());
    var shares = dense(CLASSES).activation(Activation.SOFTMAX).with(kernel);
    Model model =
        padded
            ? Model.initial(
                network("n", sequence(ANY, CLASSES).withLengths()).then(shares).build(), 1)
            : Model.initial(network("n", vector(CLASSES)).then(shares).build(), 1);
    Goal goal = Goal.of(Losses.meanSquaredError()).metrics(METRICS).weightedMetrics(METRICS);
    return new Trained(model, new History(List.of()), goal);
  }

  @Test
  void paddingIsNotCounted() {
    float[] steps = new float[x.length];
    float[] wanted = new float[x.length];
    float[] counts = new float[weights.length];
    int there = 0;
    for (int i = 0; i < weights.length; i++) {
      boolean step = i % TIME < LENGTHS[i / TIME];
      weights[i] = step ? random.nextInt(4) : 7;
      int right = random.nextInt(CLASSES);
      for (int k = 0; k < CLASSES; k++) {
        x[i * CLASSES + k] = step ? (float) random.nextDouble(-2, 2) : 5 + k;
        y[i * CLASSES + k] = (step ? right : 3) == k ? 1 : 0;
      }
      if (step) {
        System.arraycopy(x, i * CLASSES, steps, there * CLASSES, CLASSES);
        System.arraycopy(y, i * CLASSES, wanted, there * CLASSES, CLASSES);
        counts[there++] = weights[i];
      }
    }
    assertThat(there).isEqualTo(31);
    Dataset padded =
        new Dataset(
            List.of(Tensor.of(x, ROWS, TIME, CLASSES), Tensor.of(LENGTHS, ROWS)),
            List.of(Tensor.of(y, ROWS, TIME, CLASSES)),
            List.of(Tensor.of(weights, ROWS, TIME)));
    Dataset alone =
        Dataset.of(rows(steps, there, CLASSES), rows(wanted, there, CLASSES))
            .weights(Tensor.of(Arrays.copyOf(counts, there), there));
    Map<String, Double> expected = trained(false).evaluate(alone);
    Map<String, Double> got = trained(true).evaluate(padded);
    assertThat(got.keySet()).containsExactlyElementsOf(expected.keySet());
    assertThat(got).hasSize(1 + 2 * (METRICS.size() - 1 + CLASSES * CLASSES));
    expected.forEach(
        (name, value) -> assertThat(got.get(name)).as(name).isCloseTo(value, within(1e-6)));
  }

  private static Tensor rows(float[] values, int rows, int width) {
    return Tensor.of(Arrays.copyOf(values, rows * width), rows, width);
  }
}

package dev.hebb.training;

import static dev.hebb.graph.Initializer.ones;
import static dev.hebb.graph.WeightOptions.kernel;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.vector;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Tensor;
import dev.hebb.training.data.Dataset;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where products are in bfloat16, which counts to 256, metrics count on. */
class ExactMetricsTest {
  private static final int ROWS = 701;

  @Test
  void metricsCountInFloat32() {
    GraphSource network =
        network("n", vector(1)).then(dense(1).with(kernel().initializer(ones()))).build();
    float[] all = new float[ROWS];
    Arrays.fill(all, 1);
    Tensor rows = Tensor.of(all, ROWS, 1);
    Map<String, Double> figures =
        Trainer.of(network)
            .precision(Precision.MIXED_BFLOAT16)
            .optimizer(Sgd.sgd().learningRate(0))
            .metrics(Metrics.truePositives(), Metrics.confusionMatrix())
            .batchSize(ROWS)
            .progress(Progress.silent())
            .fit(Dataset.of(rows, rows))
            .history()
            .last()
            .figures();
    assertThat(figures)
        .containsEntry("true_positives", (double) ROWS)
        .containsEntry("confusion_matrix_1_1", (double) ROWS)
        .containsEntry("confusion_matrix_0_0", 0.0);
  }
}

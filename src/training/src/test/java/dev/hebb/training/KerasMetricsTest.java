package dev.hebb.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.hebb.graph.DataType;
import dev.hebb.graph.Model;
import dev.hebb.graph.Tensor;
import dev.hebb.training.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every metric against Keras's own, however the rows are cut into batches. */
class KerasMetricsTest {
  /** A few roundings of float32 in Keras, which sums in it; relative to figures above one. */
  private static final double TOLERANCE = 1e-6;

  @Test
  void figuresAreKerass() {
    Goldens goldens = Goldens.read("metrics");
    Map<String, Integer> compared = new TreeMap<>();
    int figures = 0;
    for (JsonElement element : goldens.cases().getAsJsonObject().getAsJsonArray("metrics")) {
      JsonObject golden = element.getAsJsonObject();
      List<Metric> metrics = new ArrayList<>();
      for (JsonElement each : golden.getAsJsonArray("metrics")) {
        metrics.add(KerasMetrics.declared(each.getAsJsonObject()));
        compared.merge(each.getAsJsonObject().get("metric").getAsString(), 1, Integer::sum);
      }
      String name = golden.get("name").getAsString();
      figures += compare(name, metrics, false, goldens) + compare(name, metrics, true, goldens);
    }
    assertThat(compared).hasSize(39);
    assertThat(figures).isEqualTo(882);
  }

  private static int compare(String name, List<Metric> metrics, boolean weighted, Goldens goldens) {
    Tensor x = goldens.tensors().get(name + "/x");
    Tensor y = goldens.tensors().get(name + "/y");
    Dataset plain = new Dataset(Said.inputs(x), List.of(y));
    Dataset data = weighted ? plain.weights(goldens.tensors().get(name + "/weights")) : plain;
    Loss loss =
        y.type() == DataType.INT64
            ? Losses.sparseCategoricalCrossentropy()
            : Losses.meanSquaredError();
    Goal goal = Goal.of(loss);
    goal = weighted ? goal.weightedMetrics(metrics) : goal.metrics(metrics);
    float[] expected =
        goldens.tensors().get(name + "/figures" + (weighted ? "_weighted" : "")).toFloats();
    Model model = Said.model(x);
    Trained trained = new Trained(model, new History(List.of()), goal);
    close(name + " evaluated", trained.evaluate(data), "", expected);
    for (int batch : new int[] {data.rows(), 10, 1}) {
      Metric[] all = metrics.toArray(Metric[]::new);
      Trainer trainer =
          Trainer.of(model)
              .loss(loss)
              .optimizer(Sgd.sgd().learningRate(0))
              .batchSize(batch)
              .validation(data)
              .progress(Progress.silent());
      trainer = weighted ? trainer.weightedMetrics(all) : trainer.metrics(all);
      Map<String, Double> figures = trainer.fit(data).history().last().figures();
      close(name + " trained in " + batch, figures, "", expected);
      close(name + " validated in " + batch, figures, "val_", expected);
    }
    return expected.length;
  }

  private static void close(
      String name, Map<String, Double> figures, String prefix, float[] expected) {
    List<String> names =
        figures.keySet().stream()
            .filter(each -> each.startsWith("val_") == prefix.equals("val_"))
            .filter(each -> !each.equals(prefix + "loss"))
            .toList();
    assertThat(names).as(name).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(figures.get(names.get(i)))
          .as("%s: %s", name, names.get(i))
          .isCloseTo(expected[i], within(TOLERANCE * Math.max(1, Math.abs(expected[i]))));
    }
  }
}

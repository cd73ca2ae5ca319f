package dev.hebb.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.hebb.graph.Model;
import dev.hebb.graph.Tensor;
import dev.hebb.training.data.Dataset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every loss and its gradient, with and without weights, against Keras's own. */
class KerasLossesTest {
  /** A few roundings of float32; gradients relative to the largest beside them. */
  private static final double TOLERANCE = 1e-6;

  // So large that beside the gradient, times it, nothing is left of the number itself.
  private static final double STEP = 1L << 40;

  @Test
  void lossesAndGradientsAreKerass() {
    Goldens goldens = Goldens.read("losses");
    Map<String, Integer> compared = new TreeMap<>();
    int gradients = 0;
    for (JsonElement element : goldens.cases().getAsJsonObject().getAsJsonArray("losses")) {
      JsonObject golden = element.getAsJsonObject();
      for (JsonElement weights : golden.getAsJsonArray("weights")) {
        gradients += compare(golden, weights.getAsString(), goldens);
      }
      compared.merge(golden.get("loss").getAsString(), 1, Integer::sum);
    }
    assertThat(compared).hasSize(22);
    assertThat(compared.values()).allMatch(count -> count > 1);
    assertThat(gradients).isGreaterThan(10_000);
  }

  private static int compare(JsonObject golden, String weights, Goldens goldens) {
    String name = golden.get("name").getAsString();
    String kind = golden.get("loss").getAsString();
    Loss loss = KerasLosses.declared(kind, golden.getAsJsonObject("options"));
    Tensor x = goldens.tensors().get(name + "/x");
    List<Tensor> targets = List.of(goldens.tensors().get(name + "/y"));
    List<Tensor> counts =
        weights.isEmpty() ? List.of() : List.of(goldens.tensors().get(name + "/weights" + weights));
    Dataset data = new Dataset(Said.inputs(x), targets, counts);
    Model start = Said.model(x);
    Trained trained =
        Trainer.of(start)
            .loss(loss)
            .optimizer(Sgd.sgd().learningRate(STEP))
            .batchSize(data.rows())
            .inOrder()
            .progress(Progress.silent())
            .fit(data);
    double value = goldens.tensors().get(name + "/value" + weights).toFloats()[0];
    assertThat(trained.history().of("loss").get(0))
        .as(name + weights)
        .isCloseTo(value, within(TOLERANCE * Math.max(1e-3, Math.abs(value))));
    Trained before = new Trained(start, trained.history(), loss, List.of(loss));
    assertThat(before.evaluate(data).get("loss")).isEqualTo(trained.history().of("loss").get(0));
    float[] expected = goldens.tensors().get(name + "/gradient" + weights).toFloats();
    float[] moved = Said.rows(trained.model()).toFloats();
    float[] given = x.toFloats();
    double largest = 0;
    for (float each : expected) {
      largest = Math.max(largest, Math.abs(each));
    }
    for (int i = 0; i < expected.length; i++) {
      double got = ((double) given[i] - moved[i]) / STEP;
      assertThat(got)
          .as("%s%s gradient %d", name, weights, i)
          .isCloseTo(expected[i], within(TOLERANCE * largest));
    }
    return expected.length;
  }
}

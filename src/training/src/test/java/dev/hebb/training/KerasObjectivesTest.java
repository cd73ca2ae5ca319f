package dev.hebb.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Model;
import dev.hebb.graph.Param;
import dev.hebb.graph.Tensor;
import dev.hebb.training.data.Dataset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Eight training steps of small networks, from the same weights, against Keras's own:
 * cross-entropies and accuracy, gradient descent, regularizers and constraints.
 */
class KerasObjectivesTest {
  /** Eight float32 steps in another order of summation; relative to losses above one. */
  private static final double TOLERANCE = 1e-5;

  @Test
  void trainsAsKerasDoes() {
    Goldens goldens = Goldens.read("objectives");
    Map<String, Integer> compared = new TreeMap<>();
    int steps = 0;
    int shares = 0;
    for (JsonElement element : goldens.cases().getAsJsonObject().getAsJsonArray("training")) {
      JsonObject golden = element.getAsJsonObject();
      String name = golden.get("name").getAsString();
      History history = trained(name, golden, goldens);
      close(name, history.of("loss"), goldens.tensors().get(name + "/loss").toFloats());
      if (golden.get("accuracy").getAsBoolean()) {
        float[] expected = goldens.tensors().get(name + "/accuracy").toFloats();
        close(name + " accuracy", history.of("accuracy"), expected);
        shares += expected.length;
      }
      steps += golden.get("steps").getAsInt();
      compared.merge(golden.getAsJsonObject("loss").get("name").getAsString(), 1, Integer::sum);
    }
    assertThat(compared)
        .isEqualTo(
            Map.of(
                "sparse_categorical_crossentropy", 9,
                "categorical_crossentropy", 14,
                "binary_crossentropy", 14,
                "mean_squared_error", 36));
    assertThat(steps).isEqualTo(584);
    assertThat(shares).isEqualTo(296);
  }

  private static History trained(String name, JsonObject golden, Goldens goldens) {
    Graph graph = KerasObjectives.declared(golden);
    Model start = KerasObjectives.model(graph, goldens, name + "/initial");
    Model wanted = KerasObjectives.model(graph, goldens, name + "/final");
    Dataset data =
        Dataset.of(goldens.tensors().get(name + "/x"), goldens.tensors().get(name + "/y"));
    Trainer trainer =
        Trainer.of(start)
            .loss(KerasObjectives.loss(golden.getAsJsonObject("loss")))
            .optimizer(KerasObjectives.optimizer(golden.getAsJsonObject("optimizer")))
            .epochs(golden.get("steps").getAsInt())
            .batchSize(data.rows())
            .inOrder()
            .progress(Progress.silent());
    Trained trained =
        (golden.get("accuracy").getAsBoolean() ? trainer.metrics(Metrics.accuracy()) : trainer)
            .fit(data);
    for (Param param : graph.params()) {
      String what = name + " " + param.name();
      Tensor got = trained.model().weights().get(param.name());
      float[] expected = wanted.weights().get(param.name()).toFloats();
      float[] values = got.toFloats();
      for (int i = 0; i < values.length; i++) {
        assertThat((double) values[i])
            .as("%s %d", what, i)
            .isCloseTo(expected[i], within(TOLERANCE));
      }
      assertThat(got.equals(start.weights().get(param.name())))
          .as("%s stays", what)
          .isEqualTo(!param.trainable());
    }
    return trained.history();
  }

  private static void close(String name, List<Double> got, float[] expected) {
    assertThat(got).as(name).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      double scale = Math.max(1, Math.abs(expected[i]));
      assertThat(got.get(i))
          .as("%s at step %d", name, i)
          .isCloseTo(expected[i], within(TOLERANCE * scale));
    }
  }
}

package dev.hebb.training;

import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Model;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Weights;
import dev.hebb.training.data.Dataset;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Adam on given gradients, from tiny to large, against Keras's own: shows where epsilon goes. */
class KerasAdamTest {
  @Test
  void changesWeightsAsKerasDoes() {
    Goldens goldens = Goldens.read("training");
    int compared = 0;
    for (JsonElement element : goldens.cases().getAsJsonObject().getAsJsonArray("adam")) {
      JsonObject golden = element.getAsJsonObject();
      String name = golden.get("name").getAsString();
      Tensor gradients = goldens.tensors().get(name + "/gradients");
      Tensor variables = goldens.tensors().get(name + "/variables");
      Graph graph = network("n", vector(4)).then(dense(1).noBias()).build().graph();
      Tensor initial = goldens.tensors().get(name + "/initial").reshaped(4, 1);
      Model start = new Model(graph, new Weights(Map.of("dense/kernel", initial)));
      Adam adam =
          Adam.adam()
              .learningRate(golden.get("learning_rate").getAsDouble())
              .betas(golden.get("beta_1").getAsDouble(), golden.get("beta_2").getAsDouble())
              .epsilon(golden.get("epsilon").getAsDouble());
      int steps = golden.get("steps").getAsInt();
      for (int step = 1; step <= steps; step++) {
        Trained trained =
            Trainer.of(start)
                .loss(new Mean())
                .optimizer(adam)
                .batchSize(1)
                .inOrder()
                .progress(Progress.silent())
                .fit(Dataset.of(gradients.rows(0, step), Tensor.zeros(step, 1)));
        float[] got = trained.model().weights().get("dense/kernel").toFloats();
        float[] expected = variables.rows(step - 1, step).toFloats();
        for (int i = 0; i < 4; i++) {
          // Keras takes the powers of β in float32, a few 1e-6 of a step of the size of the
          // learning rate.
          double tolerance = 1e-6 * adam.learningRate().at(0) / 1e-3;
          assertThat((double) got[i])
              .as("%s, step %d", name, step)
              .isCloseTo(
                  expected[i], within(Math.min(tolerance, name.contains("1e-8") ? 1e-7 : 1)));
        }
      }
      compared++;
    }
    assertThat(compared).isEqualTo(5);
  }
}

package dev.hebb.training;

import static dev.hebb.network.Layers.conv1d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.gru;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.simpleRnn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Model;
import dev.hebb.graph.Param;
import dev.hebb.graph.op.Activation;
import dev.hebb.network.Layers;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Stage;
import dev.hebb.training.data.Dataset;
import dev.hebb.training.loss.MeanAbsoluteError;
import dev.hebb.training.loss.MeanSquaredError;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ten training steps of the course's networks, from the same weights, against Keras's own. */
class KerasTrainingTest {
  /** Ten float32 steps in another order of summation, and Keras's own powers of β in float32. */
  private static final double TOLERANCE = 1e-5;

  @Test
  void trainsAsKerasDoes() {
    Goldens goldens = Goldens.read("training");
    int compared = 0;
    for (JsonElement element : goldens.cases().getAsJsonObject().getAsJsonArray("training")) {
      JsonObject golden = element.getAsJsonObject();
      String name = golden.get("name").getAsString();
      Graph graph = declared(name);
      assertThat(graph.parameterCount()).isEqualTo(golden.get("parameters").getAsLong());
      Model start = goldens.load(graph, name + "/initial/", "");
      Model wanted = goldens.load(graph, name + "/final/", "");
      Dataset data =
          Dataset.of(goldens.tensors().get(name + "/x"), goldens.tensors().get(name + "/y"));
      int steps = golden.get("steps").getAsInt();
      Loss loss =
          golden.get("loss").getAsString().equals("mae")
              ? new MeanAbsoluteError()
              : new MeanSquaredError();
      Trained trained =
          Trainer.of(start)
              .loss(loss)
              .metrics(new MeanAbsoluteError(), new MeanSquaredError())
              .epochs(steps)
              .batchSize(data.rows())
              .inOrder()
              .progress(Progress.silent())
              .fit(data);
      close(
          name + " loss",
          trained.history().of("loss"),
          goldens.tensors().get(name + "/loss").toFloats());
      close(
          name + " mae",
          trained.history().of("mean_absolute_error"),
          goldens.tensors().get(name + "/mae").toFloats());
      close(
          name + " mse",
          trained.history().of("mean_squared_error"),
          goldens.tensors().get(name + "/mse").toFloats());
      for (Param param : graph.params()) {
        float[] got = trained.model().weights().get(param.name()).toFloats();
        float[] expected = wanted.weights().get(param.name()).toFloats();
        float[] before = start.weights().get(param.name()).toFloats();
        for (int i = 0; i < got.length; i++) {
          assertThat((double) got[i])
              .as("%s %s %d", name, param.name(), i)
              .isCloseTo(expected[i], within(TOLERANCE));
        }
        assertThat(got).as("%s is trained", param.name()).isNotEqualTo(before);
      }
      compared++;
    }
    assertThat(compared).isEqualTo(4);
  }

  private static void close(String name, List<Double> got, float[] expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(got.get(i)).as("%s at step %d", name, i).isCloseTo(expected[i], within(TOLERANCE));
    }
  }

  private static Graph declared(String name) {
    Stage<Sequence, Sequence> input = network(name, sequence(Layers.ANY, 1));
    return switch (name) {
      case "vanilla" ->
          input
              .then(simpleRnn(2).returnSequences())
              .then(simpleRnn(1))
              .then(dense(1))
              .build()
              .graph();
      case "conv_gru" ->
          input
              .then(conv1d(20, 4).stride(2))
              .then(gru(2).activation(Activation.RELU))
              .then(dense(1))
              .build()
              .graph();
      default ->
          input.then(lstm(20).returnSequences()).then(lstm(10)).then(dense(1)).build().graph();
    };
  }
}

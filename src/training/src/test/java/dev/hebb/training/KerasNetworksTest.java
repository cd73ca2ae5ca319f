package dev.hebb.training;

import static dev.hebb.graph.op.Activation.SOFTMAX;
import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.add;
import static dev.hebb.network.Layers.additiveAttention;
import static dev.hebb.network.Layers.branch;
import static dev.hebb.network.Layers.concat;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.embedding;
import static dev.hebb.network.Layers.layerNormalization;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.multiHeadAttention;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.repeatVector;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.timeDistributed;
import static dev.hebb.network.Layers.tokens;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Whole encoders and decoders against Keras's own: what they say, and six training steps from the
 * same weights.
 */
class KerasNetworksTest {
  /** Six float32 steps in another order of summation. */
  private static final double TOLERANCE = 1e-5;

  private static final int WORDS = 7;

  @Test
  void trainAsThoseOfKeras() {
    Goldens goldens = Goldens.read("states");
    int compared = 0;
    for (JsonElement element : goldens.cases().getAsJsonObject().getAsJsonArray("networks")) {
      compare(element.getAsJsonObject(), goldens);
      compared++;
    }
    assertThat(compared).isEqualTo(3);
  }

  private static Graph declared(String name) {
    return switch (name) {
      case "autoencoder" -> autoencoder();
      case "attending" -> attending();
      default -> transforming();
    };
  }

  private static Graph autoencoder() {
    return network("autoencoder", sequence(5, 2))
        .then(lstm(4))
        .then(repeatVector(5))
        .then(lstm(5).returnSequences())
        .then(timeDistributed(dense(2)))
        .build()
        .graph();
  }

  private static Graph attending() {
    var source = branch("attending", tokens(ANY).named("source").time("source_time"));
    var target = branch("attending", tokens(ANY).named("target").time("target_time"));
    var encoded = source.then(embedding(WORDS, 3)).then(lstm(4).returnSequences().returnState());
    var decoded =
        target.then(embedding(WORDS, 5)).then(lstm(4).returnSequences().from(encoded.states()));
    var context = additiveAttention(decoded, encoded.output());
    return concat(decoded, context).then(dense(WORDS).activation(SOFTMAX)).build().graph();
  }

  private static Graph transforming() {
    var source = branch("transforming", sequence(ANY, 3).named("source").time("source_time"));
    var target = branch("transforming", sequence(ANY, 6).named("target").time("target_time"));
    var own = target.then(multiHeadAttention(2, 3).useCausalMask());
    var normal = add(target, own).then(layerNormalization());
    var crossed = normal.then(multiHeadAttention(3, 2).outputShape(6).over(source));
    return add(normal, crossed).then(layerNormalization()).then(dense(2)).build().graph();
  }

  private static void compare(JsonObject golden, Goldens goldens) {
    String name = golden.get("name").getAsString();
    Graph graph = declared(name);
    assertThat(graph.parameterCount()).as(name).isEqualTo(golden.get("parameters").getAsLong());
    Model start = goldens.load(graph, name + "/initial/", "");
    Model wanted = goldens.load(graph, name + "/final/", "");
    List<Tensor> inputs =
        IntStream.range(0, golden.get("inputs").getAsInt())
            .mapToObj(i -> goldens.tensors().get(name + "/x" + i))
            .toList();
    Dataset data = new Dataset(inputs, List.of(goldens.tensors().get(name + "/y")));
    boolean words = golden.get("loss").getAsString().startsWith("sparse");
    Trainer trainer =
        Trainer.of(start)
            .loss(words ? Losses.sparseCategoricalCrossentropy() : Losses.meanSquaredError())
            .optimizer(Sgd.sgd().learningRate(golden.get("rate").getAsDouble()))
            .batchSize(data.rows())
            .inOrder()
            .progress(Progress.silent());
    Trained trained = trainer.epochs(golden.get("steps").getAsInt()).fit(data);
    float[] losses = goldens.tensors().get(name + "/loss").toFloats();
    for (int i = 0; i < losses.length; i++) {
      assertThat(trained.history().of("loss").get(i))
          .as("%s at step %d", name, i)
          .isCloseTo(losses[i], within(TOLERANCE));
    }
    for (Param param : graph.params()) {
      float[] got = trained.model().weights().get(param.name()).toFloats();
      float[] expected = wanted.weights().get(param.name()).toFloats();
      for (int i = 0; i < got.length; i++) {
        assertThat((double) got[i])
            .as("%s %s %d", name, param.name(), i)
            .isCloseTo(expected[i], within(TOLERANCE));
      }
    }
    Trained untrained = new Trained(start, trained.history(), trained.loss(), List.of());
    KerasLayersTest.assertClose(
        name, untrained.predict(data), goldens.tensors().get(name + "/prediction"));
  }
}

package dev.hebb.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.hebb.graph.Engine;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Model;
import dev.hebb.graph.Param;
import dev.hebb.graph.Tensor;
import dev.hebb.training.data.Dataset;
import dev.hebb.training.torch.TorchEngine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every layer on images and its options, in inference, against the numbers of Keras itself. */
class KerasImagesTest {
  @Test
  void imageLayersGiveTheNumbersOfKeras() {
    Goldens goldens = Goldens.read("images");
    Map<String, Integer> compared = new TreeMap<>();
    for (JsonElement element : goldens.cases().getAsJsonArray()) {
      JsonObject golden = element.getAsJsonObject();
      Optional<Graph> declared = KerasImages.declare(golden, goldens);
      if (declared.isPresent() && !golden.get("training").getAsBoolean()) {
        compare(golden, declared.get(), goldens);
        compared.merge(golden.get("layer").getAsString(), 1, Integer::sum);
      }
    }
    // How many cases Keras computed of each layer there is.
    assertThat(compared)
        .isEqualTo(
            new TreeMap<>(
                Map.ofEntries(
                    Map.entry("conv2d", 75),
                    Map.entry("p_re_lu", 7),
                    Map.entry("permute", 4),
                    Map.entry("repeat_vector", 2),
                    Map.entry("conv2d_transpose", 28),
                    Map.entry("depthwise_conv2d", 34),
                    Map.entry("cropping1d", 4),
                    Map.entry("cropping2d", 5),
                    Map.entry("layer_normalization", 7),
                    Map.entry("rescaling", 3),
                    Map.entry("max_pooling1d", 32),
                    Map.entry("max_pooling2d", 26),
                    Map.entry("average_pooling1d", 32),
                    Map.entry("average_pooling2d", 26),
                    Map.entry("global_max_pooling1d", 1),
                    Map.entry("global_max_pooling2d", 1),
                    Map.entry("global_average_pooling1d", 1),
                    Map.entry("global_average_pooling2d", 1),
                    Map.entry("up_sampling1d", 2),
                    Map.entry("up_sampling2d", 6),
                    Map.entry("zero_padding1d", 4),
                    Map.entry("zero_padding2d", 5),
                    Map.entry("batch_normalization", 9))));
  }

  @Test
  void batchNormalizationTrainsAsThatOfKeras() {
    Goldens goldens = Goldens.read("images");
    int compared = 0;
    for (JsonElement element : goldens.cases().getAsJsonArray()) {
      JsonObject golden = element.getAsJsonObject();
      if (golden.get("training").getAsBoolean()
          && golden.get("layer").getAsString().equals("batch_normalization")) {
        Optional<Graph> declared = KerasImages.declare(golden, goldens);
        // Without γ and β there is nothing to take a gradient of.
        if (declared.isPresent() && declared.get().params().stream().anyMatch(Param::trainable)) {
          trained(golden, declared.get(), goldens);
          compared++;
        }
      }
    }
    assertThat(compared).isEqualTo(8);
  }

  // One step that changes nothing but the moving statistics; the loss is the mean square of the
  // output.
  private static void trained(JsonObject golden, Graph graph, Goldens goldens) {
    String name = golden.get("name").getAsString();
    Tensor x = goldens.tensors().get(name + "/x");
    Tensor y = goldens.tensors().get(name + "/y");
    Trained trained =
        Trainer.of(goldens.load(graph, name + "/", "layer"))
            .optimizer(Adam.adam().learningRate(0))
            .batchSize((int) x.dims()[0])
            .progress(Progress.silent())
            .fit(Dataset.of(x, Tensor.zeros(y.dims())));
    double squares = 0;
    for (float value : y.toFloats()) {
      squares += (double) value * value / y.size();
    }
    assertThat(trained.history().of("loss").get(0))
        .as(name)
        .isCloseTo(squares, withinPercentage(1e-3));
    for (String moving : List.of("moving_mean", "moving_variance")) {
      Tensor got = trained.model().weights().get("batch_normalization/" + moving);
      KerasLayersTest.assertClose(
          name + moving, got, goldens.tensors().get(name + "/new_" + moving));
    }
  }

  private static void compare(JsonObject golden, Graph graph, Goldens goldens) {
    String name = golden.get("name").getAsString();
    assertThat(graph.parameterCount()).as(name).isEqualTo(golden.get("parameters").getAsLong());
    Model model = goldens.load(graph, name + "/", "layer");
    String output = graph.outputs().get(0).value().name();
    try (Engine.Session session = new TorchEngine().open(model, List.of(output))) {
      Tensor got = session.run(Map.of("input", goldens.tensors().get(name + "/x"))).get(output);
      KerasLayersTest.assertClose(name, got, goldens.tensors().get(name + "/y"));
    }
  }
}

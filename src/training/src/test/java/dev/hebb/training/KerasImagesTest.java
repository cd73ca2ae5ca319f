package dev.hebb.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

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
  private static final String COMPARED =
      """
      {activation=15, add=6, average=6, average_pooling1d=32, average_pooling2d=26,
      average_pooling3d=12, batch_normalization=11, category_encoding=5, concatenate=5, conv1d_transpose=68, conv2d=75,
      conv2d_transpose=40, conv3d=10, conv3d_transpose=2, cropping1d=4, cropping2d=5, cropping3d=3,
      depthwise_conv1d=34, depthwise_conv2d=34, dot=20, elu=2, embedding=4, flatten=3,
      global_average_pooling1d=2, global_average_pooling2d=2, global_average_pooling3d=2,
      global_max_pooling1d=2, global_max_pooling2d=2, global_max_pooling3d=2,
      group_normalization=15, layer_normalization=12, leaky_re_lu=3, max_pooling1d=32,
      max_pooling2d=26, max_pooling3d=12, maximum=6, minimum=6, multiply=6, normalization=6, p_re_lu=7, permute=4,
      re_lu=8, repeat_vector=2, rescaling=4, reshape=5, resizing=25, rms_normalization=6,
      separable_conv1d=18, separable_conv2d=18, softmax=5, subtract=5, time_distributed=5, unit_normalization=6,
      up_sampling1d=2, up_sampling2d=7, up_sampling3d=2, zero_padding1d=4, zero_padding2d=5,
      zero_padding3d=3}
      """;

  @Test
  void imageLayersGiveTheNumbersOfKeras() {
    Map<String, Integer> compared = new TreeMap<>();
    Map<String, Integer> left = new TreeMap<>();
    for (KerasCase golden : cases(false)) {
      Optional<Graph> declared = KerasImages.declare(golden);
      declared.ifPresent(graph -> compare(golden, graph));
      (declared.isPresent() ? compared : left).merge(golden.layer(), 1, Integer::sum);
    }
    // How many cases of each layer Keras computed; one that is lost fails here.
    assertThat(compared).hasToString(COMPARED.strip().replaceAll("\\s+", " "));
    // Sparsemax, which Keras gets wrong; numbers without an axis; what changes the batch, or has
    // none;
    // weighted counts; statistics that are measured (see KerasScalerTest) or of other axes.
    assertThat(left)
        .hasToString(
            "{activation=1, category_encoding=4, concatenate=1, embedding=1, flatten=1,"
                + " normalization=15, resizing=1}");
  }

  private static List<KerasCase> cases(boolean training) {
    Goldens goldens = Goldens.read("images");
    return goldens.cases().getAsJsonArray().asList().stream()
        .map(element -> new KerasCase(element.getAsJsonObject(), goldens))
        .filter(golden -> golden.training() == training)
        .toList();
  }

  @Test
  void batchNormalizationTrainsAsThatOfKeras() {
    int compared = 0;
    for (KerasCase golden : cases(true)) {
      Graph declared = KerasImages.declare(golden).orElseThrow();
      // Without γ and β there is nothing to take a gradient of.
      if (declared.params().stream().anyMatch(Param::trainable)) {
        trained(golden, declared);
        compared++;
      }
    }
    assertThat(compared).isEqualTo(10);
    assertThat(cases(true)).hasSize(11);
  }

  // One step that changes nothing but the moving statistics; the loss is the mean square of the
  // output.
  private static void trained(KerasCase golden, Graph graph) {
    Goldens goldens = golden.goldens();
    String name = golden.name();
    Tensor x = goldens.tensors().get(name + "/x");
    Tensor y = goldens.tensors().get(name + "/y");
    Trained trained =
        Trainer.of(goldens.load(graph, name + "/", "layer"))
            .optimizer(Adam.adam().learningRate(1e-30))
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

  private static void compare(KerasCase golden, Graph graph) {
    String name = golden.name();
    Goldens goldens = golden.goldens();
    long parameters = golden.golden().get("parameters").getAsLong();
    assertThat(graph.parameterCount()).as(name).isEqualTo(parameters);
    Model model = goldens.load(graph, name + "/", "layer");
    String output = graph.outputs().get(0).value().name();
    try (Engine.Session session = new TorchEngine().open(model, List.of(output))) {
      Tensor got = session.run(Map.of("input", KerasImages.input(golden))).get(output);
      KerasLayersTest.assertClose(name, got, goldens.tensors().get(name + "/y"));
      long[] inferred = graph.outputs().get(0).value().shape().at(Map.of("batch", got.dims()[0]));
      assertThat(inferred).as(name).isEqualTo(got.dims());
    }
  }
}

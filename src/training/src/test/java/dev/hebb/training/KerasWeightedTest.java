package dev.hebb.training;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.masking;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Model;
import dev.hebb.graph.Param;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Weights;
import dev.hebb.graph.op.Activation;
import dev.hebb.network.Network;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;
import dev.hebb.network.Stage;
import dev.hebb.training.data.Dataset;
import dev.hebb.training.data.Example;
import dev.hebb.training.data.Examples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Weights of rows, steps, classes and losses, in training and in validation, against Keras's own.
 */
class KerasWeightedTest {
  /** Nine float32 steps in another order of summation; relative to figures above one. */
  private static final double TOLERANCE = 3e-6;

  private static final Goldens GOLDENS = Goldens.read("weighted");

  @Test
  void trainsAsKerasDoes() {
    int figures = 0;
    for (JsonElement element : GOLDENS.cases().getAsJsonObject().getAsJsonArray("training")) {
      JsonObject golden = element.getAsJsonObject();
      Dataset train = data(golden, "train");
      Dataset held = data(golden, "held");
      Trained inMemory = compare(golden, train, held);
      Trained streamed = compare(golden, streamed(train), streamed(held));
      assertThat(streamed.model().weights().tensors())
          .isEqualTo(inMemory.model().weights().tensors());
      figures += golden.getAsJsonArray("figures").size();
    }
    assertThat(figures).isEqualTo(80);
  }

  private static Trained compare(JsonObject golden, Examples train, Examples held) {
    String name = golden.get("name").getAsString();
    Graph graph = declared(golden);
    Trained trained =
        trainer(golden, graph)
            .optimizer(Sgd.sgd().learningRate(0.3))
            .epochs(number("epochs"))
            .batchSize(number("batch"))
            .inOrder()
            .validation(held)
            .progress(Progress.silent())
            .fit(train);
    List<String> names = new ArrayList<>();
    for (JsonElement each : golden.getAsJsonArray("figures")) {
      String figure = each.getAsString();
      names.add(figure);
      float[] expected = GOLDENS.tensors().get(name + "/history/" + figure).toFloats();
      for (int i = 0; i < expected.length; i++) {
        close(name + " " + figure, trained.history().of(figure).get(i), expected[i]);
      }
    }
    Map<String, Double> last = trained.history().last().figures();
    assertThat(last.keySet()).containsAll(names);
    Map<String, Double> all = new LinkedHashMap<>(trained.evaluate(held));
    if (golden.get("masked").getAsBoolean()) {
      all.remove("loss"); // The mean over batches of means over what is no padding, as in Keras.
    }
    all.forEach((figure, value) -> close("evaluated", value, last.get("val_" + figure)));
    Model wanted = model(graph, name, "final");
    for (Param param : graph.params()) {
      float[] expected = wanted.weights().get(param.name()).toFloats();
      float[] got = trained.model().weights().get(param.name()).toFloats();
      for (int i = 0; i < expected.length; i++) {
        close(name + " " + param.name(), got[i], expected[i]);
      }
    }
    return trained;
  }

  private static void close(String what, double got, double expected) {
    double scale = Math.max(1, Math.abs(expected));
    assertThat(got).as(what).isCloseTo(expected, within(TOLERANCE * scale));
  }

  private static int number(String key) {
    return GOLDENS.cases().getAsJsonObject().get(key).getAsInt();
  }

  private static Graph declared(JsonObject golden) {
    if (!golden.get("steps").getAsBoolean()) {
      return heads(golden, network("n", vector(5)).then("hidden", tanh()));
    }
    Stage<Rank.Sequence, Rank.Sequence> steps = network("n", sequence(3, 5));
    if (golden.get("masked").getAsBoolean()) {
      steps = network("n", sequence(ANY, 5)).then(masking(0));
    }
    return heads(golden, steps.then("hidden", tanh()));
  }

  private static SameRank<Rank.Features> tanh() {
    return dense(6).activation(Activation.TANH);
  }

  private static <I extends Rank, R extends Rank.Features> Graph heads(
      JsonObject golden, Stage<I, R> hidden) {
    List<Stage<I, R>> heads = new ArrayList<>();
    golden
        .getAsJsonObject("heads")
        .entrySet()
        .forEach(
            head -> {
              JsonObject given = head.getValue().getAsJsonObject();
              heads.add(
                  hidden.then(
                      head.getKey(),
                      dense(given.get("units").getAsInt())
                          .activation(Goldens.activation(given, "activation").orElseThrow())));
            });
    return heads.size() == 1 ? heads.get(0).build().graph() : Network.of(heads).graph();
  }

  private static Model model(Graph graph, String name, String stage) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    for (Param param : graph.params()) {
      weights.put(param.name(), GOLDENS.tensors().get(name + "/" + stage + "/" + param.name()));
    }
    return new Model(graph, new Weights(weights));
  }

  private static List<Tensor> tensors(String prefix) {
    return IntStream.range(0, 3)
        .mapToObj(i -> prefix + i)
        .filter(GOLDENS::has)
        .map(GOLDENS.tensors()::get)
        .toList();
  }

  private static Dataset data(JsonObject golden, String mark) {
    String prefix = golden.get("name").getAsString() + "/" + mark + "/";
    return new Dataset(tensors(prefix + "x"), tensors(prefix + "y"), tensors(prefix + "weights"));
  }

  private static Examples streamed(Dataset data) {
    return Examples.of(
        data.rows(),
        row ->
            new Example(
                row(data.inputs(), row), row(data.targets(), row), row(data.weights(), row)));
  }

  private static List<Tensor> row(List<Tensor> tensors, int row) {
    return tensors.stream()
        .map(tensor -> tensor.rows(row, row + 1))
        .map(
            each ->
                Tensor.wrap(
                    each.type(), each.bytes(), Arrays.stream(each.dims()).skip(1).toArray()))
        .toList();
  }

  private static Trainer trainer(JsonObject golden, Graph graph) {
    String name = golden.get("name").getAsString();
    Trainer trainer = Trainer.of(model(graph, name, "initial"));
    List<String> heads = List.copyOf(golden.getAsJsonObject("heads").keySet());
    JsonArray losses = golden.getAsJsonArray("losses");
    if (heads.size() == 1) {
      trainer =
          trainer
              .loss(loss(losses.get(0).getAsString()))
              .metrics(metrics(golden.getAsJsonArray("metrics")).toArray(Metric[]::new))
              .weightedMetrics(metrics(golden.getAsJsonArray("weighted")).toArray(Metric[]::new));
    } else {
      Map<String, Loss> each = new LinkedHashMap<>();
      Map<String, List<Metric>> metrics = new LinkedHashMap<>();
      for (int i = 0; i < heads.size(); i++) {
        each.put(heads.get(i), loss(losses.get(i).getAsString()));
        JsonArray own = golden.getAsJsonObject("metrics").getAsJsonArray(heads.get(i));
        metrics.put(heads.get(i), own == null ? List.of() : metrics(own));
      }
      trainer = trainer.losses(each).metrics(metrics);
    }
    if (golden.has("loss_weights")) {
      Map<String, Double> weights = new LinkedHashMap<>();
      golden
          .getAsJsonObject("loss_weights")
          .entrySet()
          .forEach(weight -> weights.put(weight.getKey(), weight.getValue().getAsDouble()));
      trainer = trainer.lossWeights(weights);
    }
    if (golden.has("class_weight")) {
      Map<Integer, Double> weights = new LinkedHashMap<>();
      golden
          .getAsJsonObject("class_weight")
          .entrySet()
          .forEach(
              weight ->
                  weights.put(Integer.valueOf(weight.getKey()), weight.getValue().getAsDouble()));
      trainer = trainer.classWeights(weights);
    }
    return trainer;
  }

  private static Loss loss(String name) {
    return switch (name) {
      case "sparse_categorical_crossentropy" -> Losses.sparseCategoricalCrossentropy();
      case "categorical_crossentropy" -> Losses.categoricalCrossentropy();
      case "binary_crossentropy" -> Losses.binaryCrossentropy();
      case "mean_absolute_error" -> Losses.meanAbsoluteError();
      case "mean_squared_error" -> Losses.meanSquaredError();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static List<Metric> metrics(JsonArray names) {
    List<Metric> metrics = new ArrayList<>();
    for (JsonElement each : names) {
      String name = each.getAsString();
      if (name.equals("accuracy")) {
        metrics.add(Metrics.accuracy());
      } else if (name.contains("_")) {
        metrics.add(loss(name));
      } else {
        JsonObject golden = new JsonObject();
        golden.addProperty("metric", name);
        golden.add("options", new JsonObject());
        metrics.add(KerasMetrics.declared(golden));
      }
    }
    return metrics;
  }
}

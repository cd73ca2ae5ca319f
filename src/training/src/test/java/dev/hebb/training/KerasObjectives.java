package dev.hebb.training;

import static dev.hebb.graph.WeightOptions.weight;
import static dev.hebb.network.Layers.conv2d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.flatten;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.vector;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.hebb.graph.Constraint;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Model;
import dev.hebb.graph.Param;
import dev.hebb.graph.Regularizer;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.WeightOptions;
import dev.hebb.graph.Weights;
import dev.hebb.network.Network;
import dev.hebb.network.Rank;
import dev.hebb.network.Rank.Image;
import dev.hebb.network.Rank.Vector;
import dev.hebb.network.SameRank;
import dev.hebb.network.Stage;
import dev.hebb.training.loss.BinaryCrossentropy;
import dev.hebb.training.loss.CategoricalCrossentropy;
import dev.hebb.training.loss.MeanSquaredError;
import dev.hebb.training.loss.SparseCategoricalCrossentropy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The networks, losses and optimizers of the golden file {@code objectives}, declared. */
final class KerasObjectives {
  private KerasObjectives() {}

  static Graph declared(JsonObject golden) {
    JsonArray input = golden.getAsJsonArray("input");
    List<JsonObject> layers = new ArrayList<>();
    golden.getAsJsonArray("layers").forEach(layer -> layers.add(layer.getAsJsonObject()));
    int first = input.get(0).getAsInt();
    return switch (input.size()) {
      case 1 -> chained(network("n", vector(first)), layers).build().graph();
      case 2 ->
          chained(network("n", sequence(first, input.get(1).getAsInt())), layers).build().graph();
      default ->
          images(
                  network("n", image(first, input.get(1).getAsInt(), input.get(2).getAsInt())),
                  layers)
              .build()
              .graph();
    };
  }

  private static Stage<Image, Vector> images(Stage<Image, Image> stage, List<JsonObject> layers) {
    JsonObject conv = layers.get(0);
    JsonArray kernel = conv.getAsJsonArray("kernel_size");
    Stage<Image, Image> convolved =
        stage.then(
            conv2d(
                    conv.get("filters").getAsInt(),
                    kernel.get(0).getAsInt(),
                    kernel.get(1).getAsInt())
                .activation(Goldens.activation(conv, "activation").orElseThrow())
                .with(options(conv)));
    return chained(convolved.then(flatten()), layers.subList(2, layers.size()));
  }

  private static <I extends Rank, R extends Rank.Features> Stage<I, R> chained(
      Stage<I, R> stage, List<JsonObject> layers) {
    Stage<I, R> last = stage;
    for (JsonObject layer : layers) {
      SameRank<Rank.Features> dense =
          dense(layer.get("units").getAsInt())
              .activation(Goldens.activation(layer, "activation").orElseThrow())
              .with(options(layer));
      last = layer.has("frozen") ? frozen(last, dense) : last.then(dense);
    }
    return last;
  }

  // Keras freezes a layer, we a network: the layer alone in one called "frozen".
  @SuppressWarnings("unchecked")
  private static <I extends Rank, R extends Rank> Stage<I, R> frozen(
      Stage<I, R> stage, SameRank<Rank.Features> layer) {
    int features = Math.toIntExact(stage.shape().last().size().fixed().orElseThrow());
    Network<Vector, Vector> part = network("frozen", vector(features)).then(layer).build().frozen();
    return (Stage<I, R>) ((Stage<I, Vector>) stage).then(part);
  }

  private static WeightOptions[] options(JsonObject layer) {
    List<WeightOptions> all = new ArrayList<>();
    for (String name : List.of("kernel", "bias")) {
      WeightOptions options = weight(name);
      JsonObject prices = layer.getAsJsonObject(name + "_regularizer");
      JsonObject rule = layer.getAsJsonObject(name + "_constraint");
      if (prices != null && prices.has("l1")) {
        options = options.regularizer(Regularizer.l1(prices.get("l1").getAsDouble()));
      }
      if (prices != null && prices.has("l2")) {
        options = options.regularizer(Regularizer.l2(prices.get("l2").getAsDouble()));
      }
      if (rule != null) {
        options = options.constraint(constraint(rule.get("name").getAsString(), rule));
      }
      if (prices != null || rule != null) {
        all.add(options);
      }
    }
    return all.toArray(WeightOptions[]::new);
  }

  /** Keras's constraint, with the arguments that are not its defaults. */
  static Constraint constraint(String name, JsonObject config) {
    return switch (name) {
      case "non_neg" -> Constraint.nonNegative();
      case "unit_norm" -> Constraint.unitNorm();
      case "max_norm" -> Constraint.maxNorm(number(config, "max_value", 2));
      case "min_max_norm" -> {
        double least = number(config, "min_value", 0);
        double most = number(config, "max_value", 1);
        double rate = number(config, "rate", 1);
        yield rate == 1
            ? Constraint.minMaxNorm(least, most)
            : new Constraint.Norm(least, most, rate);
      }
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static double number(JsonObject config, String key, double other) {
    return config.has(key) ? config.get(key).getAsDouble() : other;
  }

  static Loss loss(JsonObject golden) {
    boolean logits = golden.has("from_logits");
    double smooth = number(golden, "label_smoothing", 0);
    return switch (golden.get("name").getAsString()) {
      case "sparse_categorical_crossentropy" -> new SparseCategoricalCrossentropy(logits);
      case "categorical_crossentropy" -> {
        CategoricalCrossentropy loss = Losses.categoricalCrossentropy();
        loss = logits ? loss.ofLogits() : loss;
        yield smooth == 0 ? loss : loss.labelSmoothing(smooth);
      }
      case "binary_crossentropy" -> {
        BinaryCrossentropy loss = Losses.binaryCrossentropy();
        loss = logits ? loss.ofLogits() : loss;
        yield smooth == 0 ? loss : loss.labelSmoothing(smooth);
      }
      default -> new MeanSquaredError();
    };
  }

  static Optimizer optimizer(JsonObject golden) {
    double rate = golden.get("learning_rate").getAsDouble();
    if (golden.get("name").getAsString().equals("adam")) {
      return Adam.adam().learningRate(rate);
    }
    Sgd sgd = Sgd.sgd().momentum(number(golden, "momentum", 0));
    sgd = rate == 0.01 ? sgd : sgd.learningRate(rate);
    return golden.has("nesterov") ? sgd.withNesterov() : sgd;
  }

  /** Keras's weights of a stage ({@code initial}, {@code final}), laid out as ours. */
  static Model model(Graph graph, Goldens goldens, String stage) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    int dense = 0;
    for (Param param : graph.params()) {
      String[] parts = param.name().split("/", -1);
      String weight = parts[parts.length - 1];
      // Keras counts its dense layers through; ours begins anew within a network.
      String layer =
          parts[0].startsWith("conv") ? parts[0] : dense == 0 ? "dense" : "dense_" + dense;
      dense += parts[0].startsWith("conv") || weight.equals("kernel") ? 0 : 1;
      Tensor given = goldens.tensors().get(stage + "/" + layer + "/" + weight);
      weights.put(param.name(), given.dims().length > 2 ? Goldens.reversed(given) : given);
    }
    return new Model(graph, new Weights(weights));
  }
}

package dev.hebb.training;

import static dev.hebb.network.Layers.categoryEncoding;
import static dev.hebb.network.Layers.conv1d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.embedding;
import static dev.hebb.network.Layers.flatten;
import static dev.hebb.network.Layers.frames;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.rescaling;
import static dev.hebb.network.Layers.reshape;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.timeDistributed;
import static dev.hebb.network.Layers.tokens;
import static dev.hebb.network.Layers.vector;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.hebb.graph.Graph;
import dev.hebb.network.Rank.Tokens;
import dev.hebb.network.Stage;
import dev.hebb.network.layer.Dense;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/** Keras's layers on whole numbers, over time, and for tables, said in this language. */
record KerasTables(KerasCase of) {
  Optional<Graph> declare() {
    return switch (of.layer()) {
      case "embedding" -> whole().map(this::embedded);
      case "category_encoding" ->
          of.inputs().size() > 1 ? Optional.empty() : whole().flatMap(this::encoded);
      case "time_distributed" -> Optional.of(distributed());
      case "normalization" -> normalized();
      default -> Optional.empty();
    };
  }

  // Keras takes numbers without an axis too; here there is always one.
  private Optional<Stage<Tokens, Tokens>> whole() {
    return of.x().length == 2
        ? Optional.of(network("golden", tokens(of.x()[1])))
        : Optional.empty();
  }

  private Graph embedded(Stage<Tokens, Tokens> input) {
    return input.then(embedding(of.number("input_dim"), of.number("output_dim"))).build().graph();
  }

  private Optional<Graph> encoded(Stage<Tokens, Tokens> input) {
    var encoding = categoryEncoding(of.number("num_tokens"));
    if (of.is("output_mode", "one_hot")) {
      var hot = input.then(encoding.oneHot());
      // Keras drops an axis of length one.
      return Optional.of(
          of.x()[1] == 1
              ? hot.then(reshape(of.number("num_tokens"))).build().graph()
              : hot.build().graph());
    }
    var counted = of.is("output_mode", "count") ? encoding.count() : encoding;
    return Optional.of(input.then(counted).build().graph());
  }

  private Graph distributed() {
    JsonObject inner = of.config().getAsJsonObject("layer");
    KerasCase each = new KerasCase(inner, of.goldens());
    long[] x = of.x();
    if (x.length == 3) {
      return network("golden", frames(x[1], vector(x[2])))
          .then(timeDistributed(product(each)))
          .build()
          .graph();
    }
    var steps = network("golden", frames(x[1], sequence(x[2], x[3])));
    return switch (each.layer()) {
      case "dense" -> steps.then(timeDistributed(product(each))).build().graph();
      case "conv1d" ->
          steps
              .then(timeDistributed(conv1d(each.number("filters"), each.number("kernel_size"))))
              .build()
              .graph();
      default -> steps.then(timeDistributed(flatten())).build().graph();
    };
  }

  private static Dense product(KerasCase each) {
    Dense dense = dense(each.number("units")).activation(each.activation());
    return each.off("use_bias") ? dense.noBias() : dense;
  }

  // With given statistics of the last axis, or of everything; measured ones: KerasScalerTest.
  private Optional<Graph> normalized() {
    if (!of.has("mean") || (of.has("axis") && !of.is("axis", "-1"))) {
      return Optional.empty();
    }
    List<Double> deviation = each("variance", Math::sqrt);
    List<Double> mean = each("mean", m -> m);
    if (of.on("invert")) {
      return Optional.of(of.any(rescaling(deviation, mean)));
    }
    List<Double> offset = new java.util.ArrayList<>();
    for (int i = 0; i < mean.size(); i++) {
      offset.add(-mean.get(i) / deviation.get(i));
    }
    return Optional.of(of.any(rescaling(each("variance", v -> 1 / Math.sqrt(v)), offset)));
  }

  private List<Double> each(String key, DoubleUnaryOperator function) {
    JsonElement value = of.config().get(key);
    return value.isJsonArray()
        ? value.getAsJsonArray().asList().stream()
            .map(number -> function.applyAsDouble(number.getAsDouble()))
            .toList()
        : List.of(function.applyAsDouble(value.getAsDouble()));
  }
}

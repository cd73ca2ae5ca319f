package dev.hebb.training;

import static dev.hebb.network.Layers.flatten;
import static dev.hebb.network.Layers.permute;
import static dev.hebb.network.Layers.repeatVector;
import static dev.hebb.network.Layers.rescaling;

import com.google.gson.JsonElement;
import dev.hebb.graph.Graph;
import dev.hebb.network.Layer;
import dev.hebb.network.Rank;
import dev.hebb.network.layer.Reshape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Keras's layers that change shapes or scales, said in this language. */
record KerasShapes(KerasCase of) {
  Optional<Graph> declare() {
    return switch (of.layer()) {
      // Nothing for numbers without an axis of features.
      case "flatten" -> of.x().length < 2 ? Optional.empty() : Optional.of(changed(flatten()));
      case "reshape" -> Optional.of(changed(new Reshape<>(lengths())));
      case "permute" -> Optional.of(of.any(permute(of.numbers("dims"))));
      case "repeat_vector" ->
          Optional.of(of.table().then(repeatVector(of.number("n"))).build().graph());
      case "rescaling" ->
          Optional.of(
              of.any(rescaling(reals("scale", List.of(1.0)), reals("offset", List.of(0.0)))));
      default -> Optional.empty();
    };
  }

  private List<Long> lengths() {
    return Arrays.stream(of.numbers("target_shape")).map(Integer::longValue).toList();
  }

  private List<Double> reals(String key, List<Double> otherwise) {
    if (!of.has(key)) {
      return otherwise;
    }
    JsonElement value = of.config().get(key);
    return value.isJsonArray()
        ? value.getAsJsonArray().asList().stream().map(JsonElement::getAsDouble).toList()
        : List.of(value.getAsDouble());
  }

  private Graph changed(Layer<Rank, ? extends Rank> layer) {
    return switch (of.x().length) {
      case 2 -> of.table().then(layer).build().graph();
      case 3 -> of.steps().then(layer).build().graph();
      default -> of.pictures().then(layer).build().graph();
    };
  }
}

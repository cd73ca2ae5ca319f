package dev.hebb.training;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.embedding;
import static dev.hebb.network.Layers.globalAveragePool1d;
import static dev.hebb.network.Layers.gru;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.masking;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.simpleRnn;
import static dev.hebb.network.Layers.tokens;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.hebb.graph.Graph;
import dev.hebb.graph.op.Activation;
import dev.hebb.network.Input;
import dev.hebb.network.Network;
import dev.hebb.network.Rank;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Tokens;
import dev.hebb.network.Rank.Vector;
import dev.hebb.network.Stage;
import dev.hebb.network.layer.Bidirectional;
import dev.hebb.network.layer.Bidirectional.Merging;
import dev.hebb.network.layer.Embedding;
import dev.hebb.network.layer.Recurrent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The networks of the golden file {@code padded}, declared. */
final class KerasPadded {
  private KerasPadded() {}

  /**
   * A network of the file.
   *
   * @param told whether a second input says how long the rows are; otherwise zeros or steps of one
   *     number do, as in Keras
   */
  static Graph declared(JsonObject golden, boolean told) {
    JsonObject source = golden.getAsJsonObject("source");
    List<JsonElement> layers = golden.getAsJsonArray("layers").asList();
    if (source.get("kind").getAsString().equals("tokens")) {
      Embedding words = embedding(source.get("words").getAsLong(), source.get("units").getAsLong());
      Input<Tokens> input = tokens(ANY);
      return told
          ? grown(network("n", input.withLengths()).then(words), layers)
          : grown(network("n", input).then(words.maskZero()), layers);
    }
    Input<Sequence> input = sequence(ANY, source.get("features").getAsLong());
    return told
        ? grown(network("n", input.withLengths()), layers)
        : grown(network("n", input).then(masking(source.get("mask_value").getAsDouble())), layers);
  }

  private static <I extends Rank> Graph grown(Stage<I, Sequence> first, List<JsonElement> layers) {
    Stage<I, Sequence> stage = first;
    for (int i = 0; i < layers.size(); i++) {
      JsonObject layer = layers.get(i).getAsJsonObject();
      boolean sequences = on(layer, "return_sequences");
      if (on(layer, "return_state")) {
        return sequences ? states(stage, steps(layer)) : states(stage, last(layer));
      } else if (is(layer, "dense")) {
        stage = stage.then(dense(units(layer)).activation(activation(layer)));
      } else if (is(layer, "global_average_pooling1d")) {
        return ended(stage.then(globalAveragePool1d()), layers.subList(i + 1, layers.size()));
      } else if (sequences) {
        Recurrent<Sequence> steps = steps(layer);
        stage = both(layer) ? stage.then(mirrored(steps, layer)) : stage.then(steps);
      } else {
        Recurrent<Vector> last = last(layer);
        return ended(
            both(layer) ? stage.then(mirrored(last, layer)) : stage.then(last),
            layers.subList(i + 1, layers.size()));
      }
    }
    return stage.build().graph();
  }

  private static <I extends Rank> Graph ended(Stage<I, Vector> first, List<JsonElement> layers) {
    Stage<I, Vector> stage = first;
    for (JsonElement each : layers) {
      JsonObject layer = each.getAsJsonObject();
      stage = stage.then(dense(units(layer)).activation(activation(layer)));
    }
    return stage.build().graph();
  }

  private static <I extends Rank, O extends Rank> Graph states(
      Stage<I, Sequence> stage, Recurrent<O> layer) {
    var all = stage.then(layer.returnState());
    List<Stage<I, ?>> outputs = new ArrayList<>(List.of(all.output().output("y", "")));
    for (int i = 0; i < all.states().size(); i++) {
      outputs.add(all.states().get(i).output("state" + i, ""));
    }
    return Network.of(outputs).graph();
  }

  private static Recurrent<Vector> last(JsonObject layer) {
    Activation activation = activation(layer);
    Recurrent<Vector> forward =
        switch (layer.get("layer").getAsString()) {
          case "lstm" -> lstm(units(layer)).activation(activation);
          case "gru" -> gru(units(layer)).activation(activation);
          default -> simpleRnn(units(layer)).activation(activation);
        };
    return on(layer, "go_backwards") ? forward.goBackwards() : forward;
  }

  private static Recurrent<Sequence> steps(JsonObject layer) {
    int units = units(layer);
    boolean after = !layer.has("reset_after") || on(layer, "reset_after");
    return switch (layer.get("layer").getAsString()) {
      case "lstm" -> lstm(units).returnSequences();
      case "gru" -> gru(units).resetAfter(after).returnSequences();
      default -> simpleRnn(units).returnSequences();
    };
  }

  private static <O extends Rank> Bidirectional<O> mirrored(Recurrent<O> each, JsonObject layer) {
    String mode = layer.get("merge_mode").getAsString().toUpperCase(Locale.ROOT);
    return new Bidirectional<>(each, Merging.valueOf(mode));
  }

  private static Activation activation(JsonObject layer) {
    boolean recurrent = !is(layer, "dense") && !layer.has("activation");
    return recurrent ? Activation.TANH : Goldens.activation(layer, "activation").orElseThrow();
  }

  private static boolean both(JsonObject layer) {
    return layer.has("merge_mode");
  }

  private static boolean is(JsonObject layer, String kind) {
    return layer.get("layer").getAsString().equals(kind);
  }

  private static boolean on(JsonObject layer, String key) {
    return layer.has(key) && layer.get(key).getAsBoolean();
  }

  private static int units(JsonObject layer) {
    return layer.get("units").getAsInt();
  }
}

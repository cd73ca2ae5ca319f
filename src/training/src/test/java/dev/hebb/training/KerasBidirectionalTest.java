package dev.hebb.training;

import static dev.hebb.network.Layers.bidirectional;
import static dev.hebb.network.Layers.gru;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.simpleRnn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Engine;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Model;
import dev.hebb.graph.Tensor;
import dev.hebb.network.Layers;
import dev.hebb.network.Rank;
import dev.hebb.network.layer.Bidirectional;
import dev.hebb.network.layer.Bidirectional.Merging;
import dev.hebb.network.layer.Recurrent;
import dev.hebb.training.torch.TorchEngine;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bidirectional layers against Keras's own, with other weights in each direction. */
class KerasBidirectionalTest {
  @Test
  void bothDirectionsGiveTheNumbersOfKeras() {
    Goldens goldens = Goldens.read("bidirectional");
    int compared = 0;
    for (JsonElement element : goldens.cases().getAsJsonArray()) {
      KerasCase golden = new KerasCase(element.getAsJsonObject(), goldens);
      String name = golden.name();
      Graph graph = declared(element.getAsJsonObject());
      assertThat(graph.parameterCount())
          .isEqualTo(element.getAsJsonObject().get("parameters").getAsLong());
      Model model = goldens.load(graph, name + "/", "layer");
      String output = graph.outputs().get(0).value().name();
      try (Engine.Session session = new TorchEngine().open(model, List.of(output))) {
        Tensor got = session.run(Map.of("input", goldens.tensors().get(name + "/x"))).get(output);
        KerasLayersTest.assertClose(name, got, goldens.tensors().get(name + "/y"));
      }
      compared++;
    }
    assertThat(compared).isEqualTo(24);
  }

  private static Graph declared(JsonObject golden) {
    int units = golden.get("units").getAsInt();
    boolean sequences = golden.get("return_sequences").getAsBoolean();
    String mode = golden.get("merge_mode").getAsString().toUpperCase(Locale.ROOT);
    return switch (golden.get("layer").getAsString()) {
      case "lstm" ->
          sequences ? graph(lstm(units).returnSequences(), mode) : graph(lstm(units), mode);
      case "gru" -> sequences ? graph(gru(units).returnSequences(), mode) : graph(gru(units), mode);
      default ->
          sequences
              ? graph(simpleRnn(units).returnSequences(), mode)
              : graph(simpleRnn(units), mode);
    };
  }

  private static <O extends Rank> Graph graph(Recurrent<O> each, String mode) {
    return network("golden", sequence(Layers.ANY, 2))
        .then(new Bidirectional<>(each, Merging.valueOf(mode)))
        .build()
        .graph();
  }

  @Test
  void theMirrorImageIsMadeOfALayerThatReadsForwards() {
    assertThatThrownBy(
            () -> network("n", sequence(4, 2)).then(bidirectional(gru(3).goBackwards()).sum()))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "n/bidirectional (bidirectional(gru(3).goBackwards()).sum()): expected a layer that reads"
                + " forwards, whose mirror image reads backwards, got gru(3).goBackwards(). Leave"
                + " goBackwards() out.");
  }
}

package dev.hebb.training;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.bidirectional;
import static dev.hebb.network.Layers.branch;
import static dev.hebb.network.Layers.gru;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.simpleRnn;
import static dev.hebb.network.Layers.vector;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.hebb.graph.Engine;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Model;
import dev.hebb.graph.Tensor;
import dev.hebb.network.Input;
import dev.hebb.network.Network;
import dev.hebb.network.Rank;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Several;
import dev.hebb.network.Rank.Vector;
import dev.hebb.network.Recurred;
import dev.hebb.network.Stage;
import dev.hebb.network.layer.Bidirectional;
import dev.hebb.network.layer.Bidirectional.Merging;
import dev.hebb.network.layer.Recurrent;
import dev.hebb.network.layer.Remembers;
import dev.hebb.training.torch.TorchEngine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Recurrent layers with first states against Keras's own, as stages and as inputs. */
class KerasStatesTest {
  private final Goldens goldens = Goldens.read("states");

  @Test
  void statesGoInAndComeOutAsInKeras() {
    int compared = 0;
    for (JsonElement element : goldens.cases().getAsJsonObject().getAsJsonArray("layers")) {
      JsonObject golden = element.getAsJsonObject();
      boolean padded = golden.get("padded").getAsBoolean();
      // Keras puts the padding first there, and who reads on must know; here it is refused.
      if (!padded || !both(golden, "return_sequences", "go_backwards")) {
        compare(golden, fromStages(golden));
        compare(golden, fromInputs(golden));
        compared++;
      }
    }
    assertThat(compared).isEqualTo(34);
  }

  private static boolean both(JsonObject golden, String one, String other) {
    return golden.get(one).getAsBoolean() && golden.get(other).getAsBoolean();
  }

  private static Graph fromStages(JsonObject golden) {
    List<Stage<Several, Vector>> states = new ArrayList<>();
    for (int i = 0; i < golden.get("states").getAsInt(); i++) {
      states.add(branch("n", vector(golden.get("units").getAsInt()).named("initial" + i)));
    }
    var layer = layer(golden);
    return graph(branch("n", input(golden)).then("layer", layer.returnState().from(states)));
  }

  private static Graph fromInputs(JsonObject golden) {
    return graph(branch("n", input(golden)).then("layer", layer(golden).statefulInputs()));
  }

  private static Input<Sequence> input(JsonObject golden) {
    Input<Sequence> input = sequence(ANY, 2).named("x");
    return golden.get("padded").getAsBoolean() ? input.withLengths() : input;
  }

  private static Graph graph(Recurred<Several, ? extends Rank> recurred) {
    List<Stage<Several, ? extends Rank>> outputs = new ArrayList<>(List.of(recurred.output()));
    outputs.addAll(recurred.states());
    return Network.of(outputs).graph();
  }

  private static Remembers<?> layer(JsonObject golden) {
    int units = golden.get("units").getAsInt();
    boolean sequences = golden.get("return_sequences").getAsBoolean();
    boolean backwards = golden.has("go_backwards") && golden.get("go_backwards").getAsBoolean();
    Recurrent<? extends Rank> layer =
        switch (golden.get("layer").getAsString()) {
          case "lstm" -> sequences ? lstm(units).returnSequences() : lstm(units);
          case "gru" -> {
            var gru = gru(units).resetAfter(golden.get("reset_after").getAsBoolean());
            yield sequences ? gru.returnSequences() : gru;
          }
          default -> sequences ? simpleRnn(units).returnSequences() : simpleRnn(units);
        };
    layer = backwards ? layer.goBackwards() : layer;
    return golden.get("wrapper").isJsonNull()
        ? layer
        : merged(layer, golden.get("wrapper").getAsString());
  }

  private static <O extends Rank> Bidirectional<O> merged(Recurrent<O> layer, String mode) {
    return new Bidirectional<>(
        bidirectional(layer).forward(), Merging.valueOf(mode.toUpperCase(Locale.ROOT)));
  }

  private void compare(JsonObject golden, Graph graph) {
    String name = golden.get("name").getAsString();
    Model model = goldens.load(graph, name + "/", "layer");
    List<String> values = graph.outputs().stream().map(port -> port.value().name()).toList();
    int states = golden.get("states").getAsInt();
    assertThat(values).as(name).hasSize(1 + states);
    Map<String, Tensor> fed = new HashMap<>();
    fed.put("x", given(name, "x"));
    for (int i = 0; i < states; i++) {
      fed.put("initial" + i, given(name, "initial" + i));
      fed.put("layer_state" + (i == 0 ? "" : "_" + i) + "_in", given(name, "initial" + i));
    }
    if (golden.get("padded").getAsBoolean()) {
      fed.put("x_lengths", given(name, "lengths"));
    }
    fed.keySet().removeIf(key -> graph.inputs().stream().noneMatch(in -> in.name().equals(key)));
    assertThat(fed).hasSameSizeAs(graph.inputs());
    try (Engine.Session session = new TorchEngine().open(model, values)) {
      Map<String, Tensor> got = session.run(fed);
      Tensor y = got.get(values.get(0));
      boolean cut = golden.get("padded").getAsBoolean() && y.dims().length == 3;
      KerasLayersTest.assertClose(name, y, cut ? cut(name, y) : given(name, "y"));
      for (int i = 0; i < states; i++) {
        String state = name + " state " + i;
        KerasLayersTest.assertClose(state, got.get(values.get(1 + i)), given(name, "state" + i));
      }
    }
  }

  private Tensor given(String name, String tensor) {
    return goldens.tensors().get(name + "/" + tensor);
  }

  // Beyond a row's end Keras repeats the last step; what stands there means nothing.
  private Tensor cut(String name, Tensor got) {
    float[] expected = given(name, "y").toFloats();
    float[] ours = got.toFloats();
    long[] lengths = given(name, "lengths").toLongs();
    long time = got.dims()[1];
    long units = got.dims()[2];
    for (int i = 0; i < expected.length; i++) {
      boolean beyond = i / units % time >= lengths[(int) (i / units / time)];
      expected[i] = beyond ? ours[i] : expected[i];
    }
    return Tensor.of(expected, got.dims());
  }
}

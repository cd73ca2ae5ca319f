package dev.hebb.training;

import static dev.hebb.network.Layers.conv1d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.gru;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.simpleRnn;
import static dev.hebb.network.Layers.vector;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.hebb.graph.Engine;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Model;
import dev.hebb.graph.Port;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.op.Activation;
import dev.hebb.network.Layers;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Vector;
import dev.hebb.network.Recurred;
import dev.hebb.network.Stage;
import dev.hebb.network.layer.Conv;
import dev.hebb.network.layer.Dense;
import dev.hebb.network.layer.Padding;
import dev.hebb.network.layer.Recurrent;
import dev.hebb.training.torch.TorchEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every layer and option against the numbers of Keras itself. */
class KerasLayersTest {
  /**
   * Float32 sums of a few dozen terms, taken in another order; log-softmax then takes the
   * difference of two numbers near ten, each good to 1e-6.
   */
  private static final double TOLERANCE = 3e-6;

  @Test
  void recurrentLayersGiveTheNumbersOfKeras() {
    Goldens goldens = Goldens.read("recurrent");
    int compared = 0;
    for (JsonElement element : goldens.cases().getAsJsonArray()) {
      JsonObject golden = element.getAsJsonObject();
      String name = golden.get("name").getAsString();
      List<Port> outputs = new ArrayList<>();
      Graph graph = recurrent(golden, outputs);
      assertThat(graph.parameterCount()).as(name).isEqualTo(golden.get("parameters").getAsLong());
      Model model = goldens.load(graph, name + "/", "layer");
      List<String> expected =
          golden.get("return_state").getAsBoolean()
              ? golden.get("layer").getAsString().equals("lstm")
                  ? List.of("/y", "/state0", "/state1")
                  : List.of("/y", "/state0")
              : List.of("/y");
      Map<String, Tensor> results = run(model, goldens.tensors().get(name + "/x"));
      for (int i = 0; i < expected.size(); i++) {
        Tensor result = results.get(outputs.get(i).value().name());
        assertClose(name + expected.get(i), result, goldens.tensors().get(name + expected.get(i)));
      }
      compared++;
    }
    assertThat(compared).isEqualTo(115);
  }

  private static Graph recurrent(JsonObject golden, List<Port> outputs) {
    int units = golden.get("units").getAsInt();
    Activation activation = Goldens.activation(golden, "activation").orElseThrow();
    Activation gates = Goldens.activation(golden, "recurrent_activation").orElseThrow();
    boolean bias = golden.get("use_bias").getAsBoolean();
    boolean backwards = golden.get("go_backwards").getAsBoolean();
    boolean sequences = golden.get("return_sequences").getAsBoolean();
    Recurrent<Vector> last;
    Recurrent<Sequence> all;
    switch (golden.get("layer").getAsString()) {
      case "lstm" -> {
        var layer = lstm(units).activation(activation).recurrentActivation(gates);
        layer = bias ? layer : layer.noBias();
        layer = backwards ? layer.goBackwards() : layer;
        last = layer;
        all = layer.returnSequences();
      }
      case "gru" -> {
        var layer =
            gru(units)
                .activation(activation)
                .recurrentActivation(gates)
                .resetAfter(golden.get("reset_after").getAsBoolean());
        layer = bias ? layer : layer.noBias();
        layer = backwards ? layer.goBackwards() : layer;
        last = layer;
        all = layer.returnSequences();
      }
      default -> {
        var layer = simpleRnn(units).activation(activation);
        layer = bias ? layer : layer.noBias();
        layer = backwards ? layer.goBackwards() : layer;
        last = layer;
        all = layer.returnSequences();
      }
    }
    Stage<Sequence, Sequence> input = network("golden", sequence(Layers.ANY, 2));
    List<Stage<Sequence, ?>> stages = new ArrayList<>();
    if (golden.get("return_state").getAsBoolean()) {
      Recurred<Sequence, ?> both =
          sequences ? input.then(all.returnState()) : input.then(last.returnState());
      stages.add(both.output());
      stages.addAll(both.states());
    } else {
      stages.add(sequences ? input.then(all) : input.then(last));
    }
    Graph graph = Network.of(stages).graph();
    outputs.addAll(graph.outputs());
    return graph;
  }

  @Test
  void denseGivesTheNumbersOfKeras() {
    Goldens goldens = Goldens.read("layers");
    int compared = 0;
    for (JsonElement element : goldens.cases().getAsJsonArray()) {
      JsonObject golden = element.getAsJsonObject();
      Optional<Activation> activation = Goldens.activation(golden, "activation");
      if (golden.get("layer").getAsString().equals("dense") && activation.isPresent()) {
        String name = golden.get("name").getAsString();
        Tensor x = goldens.tensors().get(name + "/x");
        Dense layer = dense(golden.get("units").getAsInt()).activation(activation.get());
        layer = golden.get("use_bias").getAsBoolean() ? layer : layer.noBias();
        long features = x.dims()[x.dims().length - 1];
        Graph graph =
            x.dims().length == 2
                ? network("golden", vector(features)).then(layer).build().graph()
                : network("golden", sequence(Layers.ANY, features)).then(layer).build().graph();
        check(goldens, golden, graph, x);
        compared++;
      }
    }
    assertThat(compared).isEqualTo(62);
  }

  @Test
  void conv1dGivesTheNumbersOfKeras() {
    Goldens goldens = Goldens.read("layers");
    int compared = 0;
    int refused = 0;
    for (JsonElement element : goldens.cases().getAsJsonArray()) {
      JsonObject golden = element.getAsJsonObject();
      if (golden.get("layer").getAsString().equals("conv1d")
          && Goldens.activation(golden, "activation").isPresent()) {
        String name = golden.get("name").getAsString();
        Tensor x = goldens.tensors().get(name + "/x");
        Conv<Sequence> layer =
            conv1d(golden.get("filters").getAsInt(), golden.get("kernel_size").getAsInt());
        layer =
            layer.stride(golden.get("strides").getAsInt()).groups(golden.get("groups").getAsInt());
        layer = layer.dilation(golden.get("dilation_rate").getAsInt());
        layer = layer.activation(Goldens.activation(golden, "activation").orElseThrow());
        layer =
            layer.padding(
                Padding.valueOf(golden.get("padding").getAsString().toUpperCase(Locale.ROOT)));
        layer = golden.get("use_bias").getAsBoolean() ? layer : layer.noBias();
        check(
            goldens,
            golden,
            network("golden", sequence(x.dims()[1], x.dims()[2])).then(layer).build().graph(),
            x);
        boolean free =
            layer.convolution().padding() != Padding.SAME
                || layer.convolution().strides().equals(List.of(1));
        if (free) {
          check(
              goldens,
              golden,
              network("golden", sequence(Layers.ANY, x.dims()[2])).then(layer).build().graph(),
              x);
        } else {
          refused++;
        }
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(700);
    assertThat(refused).isLessThan(compared / 2);
  }

  private static void check(Goldens goldens, JsonObject golden, Graph graph, Tensor x) {
    String name = golden.get("name").getAsString();
    assertThat(graph.parameterCount()).as(name).isEqualTo(golden.get("parameters").getAsLong());
    Model model = goldens.load(graph, name + "/", "layer");
    Port output = graph.outputs().get(0);
    Tensor result = run(model, x).get(output.value().name());
    Tensor expected = goldens.tensors().get(name + "/y");
    assertClose(name, result, expected);
    long[] inferred = output.value().shape().at(Map.of("batch", x.dims()[0], "time", x.dims()[1]));
    assertThat(inferred).as(name).isEqualTo(expected.dims());
  }

  private static Map<String, Tensor> run(Model model, Tensor x) {
    List<String> values =
        model.graph().outputs().stream().map(port -> port.value().name()).toList();
    try (Engine.Session session = new TorchEngine().open(model, values)) {
      return session.run(Map.of("input", x));
    }
  }

  static void assertClose(String name, Tensor got, Tensor expected) {
    assertThat(got.dims()).as(name).isEqualTo(expected.dims());
    float[] a = got.toFloats();
    float[] b = expected.toFloats();
    for (int i = 0; i < a.length; i++) {
      assertThat((double) a[i])
          .as("%s at %d", name, i)
          .isCloseTo(
              b[i], org.assertj.core.data.Offset.offset(TOLERANCE * Math.max(1, Math.abs(b[i]))));
    }
  }
}

package dev.hebb.training;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.additiveAttention;
import static dev.hebb.network.Layers.attention;
import static dev.hebb.network.Layers.branch;
import static dev.hebb.network.Layers.multiHeadAttention;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.hebb.graph.Engine;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Model;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Value;
import dev.hebb.graph.op.Slice;
import dev.hebb.network.Attended;
import dev.hebb.network.Input;
import dev.hebb.network.Network;
import dev.hebb.network.Rank;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Several;
import dev.hebb.network.SameRank;
import dev.hebb.network.Stage;
import dev.hebb.network.layer.AdditiveAttention;
import dev.hebb.network.layer.Attends;
import dev.hebb.network.layer.Attention;
import dev.hebb.network.layer.MultiHeadAttention;
import dev.hebb.training.torch.TorchEngine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Attention layers against Keras's own: every score, masks of queries and values, keys apart from
 * values, self attention, causality. Other weights in every case, times free and of other lengths.
 */
class KerasAttentionTest {
  /** As for other layers: float32 sums of a few dozen terms. */
  private static final double TOLERANCE = 3e-6;

  private final Goldens goldens = Goldens.read("attention");
  private final Map<String, Integer> compared = new TreeMap<>();

  /** Some of the features: values and keys are fed as one. */
  private record Part(long from, long features) implements SameRank<Sequence> {
    @Override
    public String kind() {
      return "part";
    }

    @Override
    public String declaration() {
      return "part";
    }

    @Override
    public Value lower(Value input, Scope scope) {
      return scope.op(Slice.of(2, from, features), input);
    }
  }

  @Test
  void attentionGivesTheNumbersOfKeras() {
    for (JsonElement element : goldens.cases().getAsJsonArray()) {
      JsonObject golden = element.getAsJsonObject();
      compare(golden, declared(golden, false));
      if (given(golden, "query").dims()[1] == 1) {
        compare(golden, declared(golden, true));
        compared.merge("vector", 1, Integer::sum);
      }
      compared.merge(golden.get("layer").getAsString(), 1, Integer::sum);
    }
    assertThat(compared)
        .hasToString("{additive_attention=30, attention=60, multi_head_attention=60, vector=30}");
  }

  private Tensor given(JsonObject golden, String tensor) {
    return goldens.tensors().get(golden.get("name").getAsString() + "/" + tensor);
  }

  private static boolean masked(JsonObject golden, String what) {
    return golden.getAsJsonArray("masks").asList().stream()
        .anyMatch(mask -> mask.getAsString().equals(what));
  }

  private Graph declared(JsonObject golden, boolean vector) {
    Attends layer = layer(golden);
    long[] query = given(golden, "query").dims();
    Input<Sequence> asks = input(golden, "query", query[2]);
    if (golden.get("inputs").getAsInt() == 1) {
      return graph(branch("n", asks).then(layer.returnAttentionScores()));
    }
    long values = given(golden, "value").dims()[2];
    boolean apart = golden.get("inputs").getAsInt() == 3;
    long keys = apart ? given(golden, "key").dims()[2] : 0;
    Stage<Several, Sequence> source = branch("n", input(golden, "value", values + keys));
    Stage<Several, Sequence> value = source.then(new Part(0, values));
    var over = apart ? layer.over(value, source.then(new Part(values, keys))) : layer.over(value);
    if (vector) {
      return graph(branch("n", vector(query[2]).named("query")).then(over.returnAttentionScores()));
    }
    return graph(branch("n", asks).then(over.returnAttentionScores()));
  }

  private static Input<Sequence> input(JsonObject golden, String name, long features) {
    Input<Sequence> input = sequence(ANY, features).named(name).time(name + "_time");
    return masked(golden, name) ? input.withLengths() : input;
  }

  private static Graph graph(Attended<Several, ? extends Rank> attended) {
    return Network.of(List.of(attended.output(), attended.scores())).graph();
  }

  private static Attends layer(JsonObject golden) {
    JsonObject config = golden.getAsJsonObject("config");
    boolean causal = golden.get("causal").getAsBoolean();
    switch (golden.get("layer").getAsString()) {
      case "attention" -> {
        Attention layer = attention();
        layer = config.get("use_scale").getAsBoolean() ? layer.useScale() : layer;
        layer = config.get("score_mode").getAsString().equals("concat") ? layer.concat() : layer;
        return causal ? layer.useCausalMask() : layer;
      }
      case "additive_attention" -> {
        AdditiveAttention layer = additiveAttention();
        layer = config.get("use_scale").getAsBoolean() ? layer : layer.noScale();
        return causal ? layer.useCausalMask() : layer;
      }
      default -> {
        MultiHeadAttention layer =
            multiHeadAttention(
                config.get("num_heads").getAsInt(), config.get("key_dim").getAsInt());
        layer =
            config.has("value_dim") ? layer.valueDim(config.get("value_dim").getAsInt()) : layer;
        layer =
            config.has("output_shape")
                ? layer.outputShape(config.get("output_shape").getAsInt())
                : layer;
        layer = config.has("use_bias") ? layer.noBias() : layer;
        layer = config.has("dropout") ? layer.dropout(config.get("dropout").getAsDouble()) : layer;
        return causal ? layer.useCausalMask() : layer;
      }
    }
  }

  private void compare(JsonObject golden, Graph graph) {
    String name = golden.get("name").getAsString();
    assertThat(graph.parameterCount()).as(name).isEqualTo(golden.get("parameters").getAsLong());
    Model model = goldens.load(graph, name + "/", "layer");
    List<String> values = graph.outputs().stream().map(port -> port.value().name()).toList();
    try (Engine.Session session = new TorchEngine().open(model, values)) {
      Map<String, Tensor> got = session.run(fed(golden, graph));
      assertClose(golden, name, got.get(values.get(0)), "y");
      assertClose(golden, name + " scores", got.get(values.get(1)), "scores");
    }
  }

  private Map<String, Tensor> fed(JsonObject golden, Graph graph) {
    Map<String, Tensor> fed = new HashMap<>();
    graph.inputs().forEach(port -> fed.put(port.name(), given(golden, port.name())));
    if (golden.get("inputs").getAsInt() == 3) {
      fed.put("value", joined(given(golden, "value"), given(golden, "key")));
    }
    Tensor query = fed.get("query");
    int rank = graph.values().get("query").shape().rank();
    fed.put("query", rank == 2 ? query.reshaped(query.dims()[0], query.dims()[2]) : query);
    return fed;
  }

  private static Tensor joined(Tensor a, Tensor b) {
    int steps = (int) (a.dims()[0] * a.dims()[1]);
    int left = (int) a.dims()[2];
    int right = (int) b.dims()[2];
    float[] both = new float[steps * (left + right)];
    for (int step = 0; step < steps; step++) {
      System.arraycopy(a.toFloats(), step * left, both, step * (left + right), left);
      System.arraycopy(b.toFloats(), step * right, both, step * (left + right) + left, right);
    }
    return Tensor.of(both, a.dims()[0], a.dims()[1], left + right);
  }

  // What stands at a query that pads its row means nothing; Keras puts zeros there, or does not.
  private void assertClose(JsonObject golden, String name, Tensor got, String tensor) {
    Tensor expected = given(golden, tensor);
    assertThat(got.size()).as(name).isEqualTo(expected.size());
    long[] dims = expected.dims();
    boolean masked = masked(golden, "query");
    int queries = dims.length - 2;
    long last = dims[dims.length - 1];
    long each = dims.length == 4 ? dims[1] * dims[2] * last : dims[1] * last;
    float[] a = got.toFloats();
    float[] b = expected.toFloats();
    for (int i = 0; i < a.length; i++) {
      long place = i / last % dims[queries];
      long row = i / each;
      if (!masked || place < given(golden, "query_lengths").toLongs()[(int) row]) {
        assertThat((double) a[i]).as("%s at %d", name, i).isCloseTo(b[i], within(TOLERANCE));
      }
    }
  }
}

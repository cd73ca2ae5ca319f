package dev.hebb.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.hebb.graph.Constraint;
import dev.hebb.graph.DataType;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Engine;
import dev.hebb.graph.Graph;
import dev.hebb.graph.GraphBuilder;
import dev.hebb.graph.Model;
import dev.hebb.graph.Port;
import dev.hebb.graph.Regularizer;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Value;
import dev.hebb.graph.Weights;
import dev.hebb.graph.op.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** What weights cost and what they are brought to, as operators in PyTorch, against Keras's own. */
class KerasRegularizersTest {
  private final JsonObject goldens = Goldens.json("regularizers").getAsJsonObject();

  @Test
  void pricesAreThoseOfKeras() {
    int compared = 0;
    int others = 0;
    for (JsonElement element : goldens.getAsJsonArray("regularizers")) {
      JsonObject golden = element.getAsJsonObject();
      if (golden.get("regularizer").getAsString().startsWith("orthogonal")) {
        others++; // not ours
        continue;
      }
      List<Regularizer> prices = prices(golden);
      Tensor got =
          run(
              input(golden),
              (w, scope) -> {
                Value total = scope.constant(0);
                for (Regularizer each : prices) {
                  total = scope.arithmetic(Operator.ADD, total, each.lower(w, scope));
                }
                return total;
              });
      double expected = golden.get("result").getAsDouble();
      assertThat(got.dims()).isEmpty();
      assertThat((double) got.toFloats()[0])
          .as(golden.toString())
          .isCloseTo(expected, withinPercentage(1e-4));
      compared++;
    }
    assertThat(compared).isEqualTo(14);
    assertThat(others).isEqualTo(2);
  }

  private static List<Regularizer> prices(JsonObject golden) {
    JsonObject config = golden.getAsJsonObject("config");
    return switch (golden.get("regularizer").getAsString()) {
      case "l1" -> List.of(Regularizer.l1(number(config, "l1", 0.01)));
      case "l2" -> List.of(Regularizer.l2(number(config, "l2", 0.01)));
      default ->
          List.of(Regularizer.l1(number(config, "l1", 0)), Regularizer.l2(number(config, "l2", 0)));
    };
  }

  private static double number(JsonObject config, String key, double other) {
    return config.has(key) ? config.get(key).getAsDouble() : other;
  }

  @Test
  void rulesAreThoseOfKeras() {
    int compared = 0;
    int others = 0;
    for (JsonElement element : goldens.getAsJsonArray("constraints")) {
      JsonObject golden = element.getAsJsonObject();
      String name = golden.get("constraint").getAsString();
      int unit = name.equals("non_neg") ? 0 : unit(golden);
      if (unit < 0) {
        others++; // A norm over some of a unit's axes only, or over several units.
        continue;
      }
      Constraint rule = KerasObjectives.constraint(name, golden.getAsJsonObject("config"));
      Tensor got = run(input(golden), (w, scope) -> rule.lower(w, unit, scope));
      List<Float> expected = flat(golden.get("result"));
      float[] values = got.toFloats();
      assertThat(values).hasSize(expected.size());
      for (int i = 0; i < values.length; i++) {
        assertThat((double) values[i])
            .as("%d of %s", i, golden)
            .isCloseTo(expected.get(i), within(1e-6));
      }
      compared++;
    }
    assertThat(compared).isEqualTo(20);
    assertThat(others).isEqualTo(30);
  }

  // The axis that Keras's norm does not go over, where that is one.
  private static int unit(JsonObject golden) {
    JsonElement axis = golden.getAsJsonObject("config").get("axis");
    if (golden.get("input").getAsString().equals("matrix")) {
      return axis == null ? 1 : axis.isJsonArray() ? -1 : 0;
    }
    return axis != null && axis.isJsonArray() && axis.getAsJsonArray().size() == 3 ? 3 : -1;
  }

  private Tensor input(JsonObject golden) {
    JsonElement lists = goldens.getAsJsonObject("inputs").get(golden.get("input").getAsString());
    List<Float> flat = flat(lists);
    float[] values = new float[flat.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = flat.get(i);
    }
    List<Long> dims = new ArrayList<>();
    for (JsonElement inner = lists; inner.isJsonArray(); inner = inner.getAsJsonArray().get(0)) {
      dims.add((long) inner.getAsJsonArray().size());
    }
    return Tensor.of(values, dims.stream().mapToLong(Long::longValue).toArray());
  }

  private static List<Float> flat(JsonElement lists) {
    List<Float> flat = new ArrayList<>();
    if (lists.isJsonArray()) {
      lists.getAsJsonArray().forEach(inner -> flat.addAll(flat(inner)));
    } else {
      flat.add(lists.getAsFloat());
    }
    return flat;
  }

  private static Tensor run(Tensor weight, BiFunction<Value, Scope, Value> lowered) {
    GraphBuilder builder = new GraphBuilder("n");
    List<Dim> dims = new ArrayList<>();
    for (int axis = 0; axis < weight.dims().length; axis++) {
      dims.add(Dim.of("axis" + axis, weight.dims()[axis]));
    }
    Value w = builder.input("w", new Shape(dims), DataType.FLOAT32, "");
    Value result = lowered.apply(w, new Scope(builder, "rule"));
    Graph graph = builder.build(List.of(Port.of(result)));
    Engine engine = Engine.find().orElseThrow();
    try (Engine.Session session =
        engine.open(new Model(graph, new Weights(Map.of())), List.of(result.name()))) {
      return session.run(Map.of("w", weight)).get(result.name());
    }
  }
}

package dev.hebb.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.hebb.graph.Engine;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Model;
import dev.hebb.graph.Param;
import dev.hebb.graph.Port;
import dev.hebb.graph.Tensor;
import dev.hebb.training.data.Dataset;
import dev.hebb.training.loss.MeanAbsoluteError;
import dev.hebb.training.torch.TorchEngine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Rows that are padded, against Keras's masks: layers, losses, metrics and eight training steps.
 */
class KerasPaddedTest {
  /** Eight float32 steps in another order of summation. */
  private static final double TOLERANCE = 1e-5;

  private static final Goldens GOLDENS = Goldens.read("padded");

  private static List<JsonObject> cases(String kind) {
    return GOLDENS.cases().getAsJsonObject().getAsJsonArray(kind).asList().stream()
        .map(JsonElement::getAsJsonObject)
        .toList();
  }

  private static Tensor tensor(JsonObject golden, String name) {
    return GOLDENS.tensors().get(golden.get("name").getAsString() + "/" + name);
  }

  private static Model model(Graph graph, JsonObject golden, String stage) {
    return GOLDENS.load(graph, golden.get("name").getAsString() + "/" + stage, "");
  }

  @Test
  void layersSeeWhatThoseOfKerasSee() {
    int compared = 0;
    for (JsonObject golden : cases("inference")) {
      for (boolean told : new boolean[] {false, true}) {
        Graph graph = KerasPadded.declared(golden, told);
        assertThat(graph.parameterCount()).isEqualTo(golden.get("parameters").getAsLong());
        compared += compare(golden, model(graph, golden, ""));
      }
    }
    assertThat(compared).isEqualTo(164);
  }

  private static int compare(JsonObject golden, Model model) {
    List<Port> outputs = model.graph().outputs();
    List<String> values = outputs.stream().map(port -> port.value().name()).toList();
    Map<String, Tensor> inputs = new LinkedHashMap<>(Map.of("input", tensor(golden, "x")));
    if (model.graph().inputs().size() > 1) {
      inputs.put("lengths", tensor(golden, "lengths"));
    }
    try (Engine.Session session = new TorchEngine().open(model, values)) {
      Map<String, Tensor> got = session.run(inputs);
      for (int i = 0; i < values.size(); i++) {
        Tensor wanted = tensor(golden, i == 0 ? "y" : "state" + (i - 1));
        close(golden, got.get(values.get(i)), wanted);
      }
    }
    return values.size();
  }

  // What stands beyond a row's end says nothing, in Keras and here.
  private static void close(JsonObject golden, Tensor got, Tensor wanted) {
    assertThat(got.dims()).isEqualTo(wanted.dims());
    float[] numbers = got.toFloats();
    float[] expected = wanted.toFloats();
    long[] lengths = tensor(golden, "lengths").toLongs();
    int row = expected.length / lengths.length;
    int step = Math.toIntExact(wanted.dims()[wanted.dims().length - 1]);
    for (int i = 0; i < expected.length; i++) {
      if (wanted.dims().length == 2 || i % row / step < lengths[i / row]) {
        assertThat((double) numbers[i])
            .as("%s at %d", golden.get("name"), i)
            .isCloseTo(expected[i], within(TOLERANCE));
      }
    }
  }

  @Test
  void trainsAsKerasDoes() {
    int steps = 0;
    for (JsonObject golden : cases("training")) {
      for (boolean told : new boolean[] {false, true}) {
        steps += train(golden, told);
      }
    }
    assertThat(steps).isEqualTo(19 * 2 * 8);
  }

  private static int train(JsonObject golden, boolean told) {
    String name = golden.get("name").getAsString();
    Model start = model(KerasPadded.declared(golden, told), golden, "initial/");
    List<Tensor> inputs = new ArrayList<>(List.of(tensor(golden, "x")));
    if (told) {
      inputs.add(tensor(golden, "lengths"));
    }
    Dataset data = new Dataset(inputs, List.of(tensor(golden, "y")));
    JsonObject named = new JsonObject();
    named.add("name", golden.get("loss"));
    Loss loss = KerasObjectives.loss(named);
    boolean shares = golden.get("metric").getAsString().equals("accuracy");
    Metric metric = shares ? Metrics.accuracy() : new MeanAbsoluteError();
    float[] first = tensor(golden, "first").toFloats();
    Trained before = new Trained(start, new History(List.of()), loss, List.of(metric));
    Map<String, Double> figures = before.evaluate(data);
    close(name, List.of(figures.get("loss"), figures.get(metric.name())), first);
    int batch = golden.get("batch").getAsInt();
    int epochs = golden.get("epochs").getAsInt();
    Trained trained =
        Trainer.of(start)
            .loss(loss)
            .metrics(metric)
            .optimizer(KerasObjectives.optimizer(golden.getAsJsonObject("optimizer")))
            .epochs(epochs)
            .batchSize(batch)
            .inOrder()
            .progress(Progress.silent())
            .fit(data);
    close(name + " loss", trained.history().of("loss"), tensor(golden, "loss").toFloats());
    close(
        name + " metric", trained.history().of(metric.name()), tensor(golden, "metric").toFloats());
    weights(name, trained.model(), model(trained.graph(), golden, "final/"));
    return epochs * -Math.floorDiv(-data.rows(), batch);
  }

  private static void weights(String name, Model got, Model wanted) {
    for (Param param : got.graph().params()) {
      float[] numbers = got.weights().get(param.name()).toFloats();
      float[] expected = wanted.weights().get(param.name()).toFloats();
      for (int i = 0; i < numbers.length; i++) {
        assertThat((double) numbers[i])
            .as("%s %s %d", name, param.name(), i)
            .isCloseTo(expected[i], within(TOLERANCE));
      }
    }
  }

  private static void close(String name, List<Double> got, float[] expected) {
    assertThat(got).as(name).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(got.get(i)).as("%s at %d", name, i).isCloseTo(expected[i], within(TOLERANCE));
    }
  }
}

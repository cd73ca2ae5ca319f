package dev.hebb.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.hebb.graph.Graph;
import dev.hebb.graph.Model;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Weights;
import dev.hebb.training.schedule.ExponentialDecay;
import dev.hebb.training.schedule.Schedule;
import dev.hebb.training.torch.TrainingModule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each optimizer and each setting on given gradients, against Keras's own. */
class KerasOptimizersTest {
  private static final List<String> NAMES = List.of("dense/kernel", "dense/bias", "dense_1/kernel");

  /** Keras takes powers of β and a schedule's rate in float32; the weights are around 1. */
  private static final double TOLERANCE = 3e-6;

  /** What a golden says of an optimizer; what it does not say is Keras's default, and ours. */
  private record Config(JsonObject values) {
    double get(String key, double otherwise) {
      return values.has(key) ? values.get(key).getAsDouble() : otherwise;
    }

    boolean is(String key) {
      return values.has(key) && values.get(key).getAsBoolean();
    }

    Schedule rate(Schedule otherwise) {
      JsonElement given = values.get("learning_rate");
      if (given == null) {
        return otherwise;
      }
      if (given.isJsonPrimitive()) {
        return Schedule.constant(given.getAsDouble());
      }
      JsonObject decay = given.getAsJsonObject();
      assertThat(decay.get("schedule").getAsString()).isEqualTo("ExponentialDecay");
      return ExponentialDecay.exponentialDecay(
          decay.get("initial_learning_rate").getAsDouble(),
          decay.get("decay_steps").getAsLong(),
          decay.get("decay_rate").getAsDouble());
    }
  }

  private static Rule rule(String name, Config config) {
    return switch (name) {
      case "SGD" -> {
        Sgd made = Sgd.sgd().momentum(config.get("momentum", 0));
        made = config.is("nesterov") ? made.withNesterov() : made;
        yield made.learningRate(config.rate(made.learningRate()));
      }
      case "Adam", "AdamW" -> {
        Adam made = Adam.adam();
        made = config.is("amsgrad") ? made.withAmsgrad() : made;
        yield made.betas(config.get("beta_1", made.beta1()), config.get("beta_2", made.beta2()))
            .learningRate(config.rate(made.learningRate()));
      }
      case "RMSprop" -> {
        RmsProp made = RmsProp.rmsProp();
        made = config.is("centered") ? made.withCentering() : made;
        yield made.rho(config.get("rho", made.rho()))
            .momentum(config.get("momentum", made.momentum()))
            .epsilon(config.get("epsilon", made.epsilon()))
            .learningRate(config.rate(made.learningRate()));
      }
      case "Adagrad" -> {
        Adagrad made = Adagrad.adagrad();
        yield made.epsilon(config.get("epsilon", made.epsilon()))
            .initialAccumulator(config.get("initial_accumulator_value", made.initialAccumulator()))
            .learningRate(config.rate(made.learningRate()));
      }
      case "Adadelta" -> {
        Adadelta made = Adadelta.adadelta();
        yield made.rho(config.get("rho", made.rho()))
            .epsilon(config.get("epsilon", made.epsilon()))
            .learningRate(config.rate(made.learningRate()));
      }
      case "Adamax" -> {
        Adamax made = Adamax.adamax();
        yield made.betas(config.get("beta_1", made.beta1()), config.get("beta_2", made.beta2()))
            .epsilon(config.get("epsilon", made.epsilon()))
            .learningRate(config.rate(made.learningRate()));
      }
      case "Nadam" -> {
        Nadam made = Nadam.nadam();
        yield made.betas(config.get("beta_1", made.beta1()), config.get("beta_2", made.beta2()))
            .epsilon(config.get("epsilon", made.epsilon()))
            .learningRate(config.rate(made.learningRate()));
      }
      case "Lion" -> {
        Lion made = Lion.lion();
        yield made.betas(config.get("beta_1", made.beta1()), config.get("beta_2", made.beta2()))
            .learningRate(config.rate(made.learningRate()));
      }
      case "Lamb" -> {
        Lamb made = Lamb.lamb();
        yield made.betas(config.get("beta_1", made.beta1()), config.get("beta_2", made.beta2()))
            .epsilon(config.get("epsilon", made.epsilon()))
            .learningRate(config.rate(made.learningRate()));
      }
      case "Ftrl" -> {
        Ftrl made = Ftrl.ftrl();
        yield made.power(config.get("learning_rate_power", made.power()))
            .regularized(
                config.get("l1_regularization_strength", 0),
                config.get("l2_regularization_strength", 0))
            .shrinkage(config.get("l2_shrinkage_regularization_strength", 0))
            .beta(config.get("beta", 0))
            .learningRate(config.rate(made.learningRate()));
      }
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Optimizer optimizer(JsonObject golden) {
    Config config = new Config(golden.getAsJsonObject("config"));
    String name = golden.get("optimizer").getAsString();
    Optimizer made = rule(name, config);
    if (name.equals("AdamW")) {
      made = new AdamW((Adam) made, AdamW.adamW().weightDecay());
    }
    for (String key : config.values().keySet()) {
      made =
          switch (key) {
            case "clipnorm" -> made.clipNorm(config.get(key, 0));
            case "global_clipnorm" -> made.globalClipNorm(config.get(key, 0));
            case "clipvalue" -> made.clipValue(config.get(key, 0));
            case "weight_decay" -> made.weightDecay(config.get(key, 0));
            case "gradient_accumulation_steps" ->
                made.gradientAccumulation((int) config.get(key, 0));
            case "use_ema" ->
                config.values().has("ema_overwrite_frequency")
                    ? made.ema(
                        config.get("ema_momentum", 0),
                        (int) config.get("ema_overwrite_frequency", 0))
                    : made.ema(config.get("ema_momentum", 0));
            default -> made;
          };
    }
    String[] undecayed =
        golden.getAsJsonArray("undecayed").asList().stream()
            .map(JsonElement::getAsString)
            .toArray(String[]::new);
    return undecayed.length == 0 ? made : made.excludeFromWeightDecay(undecayed);
  }

  @Test
  void changeWeightsAsKerasDoes() {
    Goldens goldens = Goldens.read("optimizers");
    int compared = 0;
    for (JsonElement element : goldens.cases().getAsJsonArray()) {
      compare(goldens, element.getAsJsonObject());
      compared++;
    }
    assertThat(compared).isEqualTo(36);
  }

  private static void compare(Goldens goldens, JsonObject golden) {
    String name = golden.get("name").getAsString();
    Graph graph = OptimizerArithmeticTest.graph();
    Map<String, Tensor> initial = new LinkedHashMap<>();
    for (String each : NAMES) {
      initial.put(each, goldens.tensors().get(name + "/initial/" + each));
    }
    Tensor a = goldens.tensors().get(name + "/a");
    int steps = (int) a.dims()[0];
    Model model =
        new Model(Objective.of(graph, Goal.of(new Mean()), List.of()).graph(), new Weights(initial));
    try (TrainingModule module = new TrainingModule(model, optimizer(golden), 1, TrainingModule.Placement.cpu(1))) {
      TrainingModule.Data data =
          module.put(List.of(a, goldens.tensors().get(name + "/b"), Tensor.zeros(steps, 2)));
      for (int step = 0; step < steps; step++) {
        module.step(data, new int[] {step}, step + 1);
        Weights got = module.weights();
        for (String each : NAMES) {
          Tensor wanted = goldens.tensors().get(name + "/steps/" + each).rows(step, step + 1);
          same("%s, %s, step %d".formatted(name, each, step), got.get(each), wanted);
        }
      }
      module.finish();
      for (String each : NAMES) {
        Tensor wanted = goldens.tensors().get(name + "/final/" + each);
        same(name + ", " + each + ", at last", module.weights().get(each), wanted);
      }
    }
  }

  private static void same(String what, Tensor tensor, Tensor wanted) {
    float[] got = tensor.toFloats();
    float[] expected = wanted.toFloats();
    for (int i = 0; i < got.length; i++) {
      assertThat((double) got[i])
          .as("%s, %d", what, i)
          .isCloseTo(expected[i], within(TOLERANCE * Math.max(1, Math.abs(expected[i]))));
    }
  }
}

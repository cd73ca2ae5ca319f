package dev.hebb.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.hebb.graph.DataType;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Fans;
import dev.hebb.graph.Graph;
import dev.hebb.graph.GraphBuilder;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Model;
import dev.hebb.graph.Port;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Value;
import dev.hebb.graph.Weights;
import dev.hebb.graph.op.Operator;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reduction;
import dev.hebb.training.schedule.ExponentialDecay;
import dev.hebb.training.schedule.Schedule;
import dev.hebb.training.torch.Placement;
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
      case "Adafactor" -> {
        Adafactor made = Adafactor.adafactor();
        yield made.decay(config.get("beta_2_decay", made.decay()))
            .epsilons(
                config.get("epsilon_1", made.epsilon1()), config.get("epsilon_2", made.epsilon2()))
            .clipThreshold(config.get("clip_threshold", made.clipThreshold()))
            .learningRate(config.rate(made.learningRate()));
      }
      case "Muon" -> {
        Muon made = Muon.muon();
        made = config.values().has("nesterov") ? made.withoutNesterov() : made;
        yield made.momentum(config.get("momentum", made.momentum()))
            .betas(config.get("adam_beta_1", made.beta1()), config.get("adam_beta_2", made.beta2()))
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
    assertThat(compared).isEqualTo(40);
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
        new Model(
            Objective.of(graph, Goal.of(new Mean()), List.of()).graph(), new Weights(initial));
    try (TrainingModule module =
        new TrainingModule(model, optimizer(golden), 1, Placement.cpu(1))) {
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

  /** A convolution's kernel, {@code [2, 2, 3, 4]} in Keras, is {@code [4, 3, 2, 2]} here. */
  @Test
  void adafactorTakesAKernelForMatricesOfChannels() {
    Goldens goldens = Goldens.read("optimizers");
    Tensor gradients = goldens.tensors().get("kernel/gradients");
    int steps = (int) gradients.dims()[0];
    float[] rows = new float[steps * 48];
    for (int step = 0; step < steps; step++) {
      Tensor one = gradients.rows(step, step + 1).reshaped(2, 2, 3, 4);
      System.arraycopy(Goldens.reversed(one).toFloats(), 0, rows, step * 48, 48);
    }
    for (int i = 0; i < rows.length; i++) {
      rows[i] *= 48; // The loss is a mean.
    }
    GraphBuilder builder = new GraphBuilder("kernel");
    Scope scope = new Scope(builder, "kernel");
    Dim[] dims = {
      Dim.free("batch"), Dim.of("out", 4), Dim.of("in", 3), Dim.of("height", 2), Dim.of("width", 2)
    };
    Value x = builder.input("x", Shape.of(dims), DataType.FLOAT32, "");
    Value kernel = scope.param("w", List.of(4L, 3L, 2L, 2L), Initializer.zeros(), Fans.NONE);
    Value loss = scope.op(Reduce.all(Reduction.MEAN), scope.arithmetic(Operator.MUL, x, kernel));
    Tensor initial = Goldens.reversed(goldens.tensors().get("kernel/initial"));
    Model model =
        new Model(builder.build(List.of(Port.of(loss))), new Weights(Map.of("kernel/w", initial)));
    Optimizer optimizer = Adafactor.adafactor().learningRate(0.05);
    try (TrainingModule module = new TrainingModule(model, optimizer, 1, Placement.cpu(1))) {
      assertThat(module.stateNames()).containsExactly("kernel/w/rows", "kernel/w/columns");
      TrainingModule.Data data = module.put(List.of(Tensor.of(rows, steps, 4, 3, 2, 2)));
      for (int step = 0; step < steps; step++) {
        module.step(data, new int[] {step}, step + 1);
      }
      Tensor wanted = Goldens.reversed(goldens.tensors().get("kernel/final"));
      same("kernel", module.weights().get("kernel/w"), wanted);
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

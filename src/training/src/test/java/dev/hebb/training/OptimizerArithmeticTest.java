package dev.hebb.training;

import static dev.hebb.network.Layers.add;
import static dev.hebb.network.Layers.branch;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.vector;
import static dev.hebb.training.Adadelta.adadelta;
import static dev.hebb.training.Adafactor.adafactor;
import static dev.hebb.training.Adagrad.adagrad;
import static dev.hebb.training.Adam.adam;
import static dev.hebb.training.AdamW.adamW;
import static dev.hebb.training.Adamax.adamax;
import static dev.hebb.training.Ftrl.ftrl;
import static dev.hebb.training.Lamb.lamb;
import static dev.hebb.training.Lion.lion;
import static dev.hebb.training.Muon.muon;
import static dev.hebb.training.Nadam.nadam;
import static dev.hebb.training.RmsProp.rmsProp;
import static dev.hebb.training.Sgd.sgd;
import static dev.hebb.training.schedule.ExponentialDecay.exponentialDecay;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.graph.Graph;
import dev.hebb.graph.Model;
import dev.hebb.graph.Param;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Weights;
import dev.hebb.training.torch.Placement;
import dev.hebb.training.torch.TrainingModule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Twenty printed steps of each optimizer with each setting against float64. */
class OptimizerArithmeticTest {
  private static final int STEPS = 20;

  /** Twenty float32 steps of weights around 1. */
  private static final double TOLERANCE = 1e-6;

  private static List<Optimizer> rules() {
    return List.of(
        sgd().learningRate(0.05),
        sgd().learningRate(0.05).momentum(0.8),
        sgd().learningRate(exponentialDecay(0.05, 5, 0.5)).momentum(0.8).withNesterov(),
        adam(),
        adam().learningRate(exponentialDecay(0.02, 3, 0.7)).betas(0.8, 0.95).epsilon(1e-3),
        adam().learningRate(0.01).betas(0.5, 0.6).withAmsgrad(),
        adamW().learningRate(0.02),
        rmsProp(),
        rmsProp().learningRate(0.02).rho(0.8).momentum(0.7).epsilon(1e-2),
        rmsProp().learningRate(0.01).withCentering(),
        rmsProp().learningRate(0.01).momentum(0.5).withCentering(),
        adagrad().learningRate(0.05),
        adagrad().learningRate(0.05).initialAccumulator(0.5).epsilon(0.01),
        adadelta(),
        adadelta().learningRate(1).rho(0.8).epsilon(1e-4),
        adamax().learningRate(0.02),
        adamax().betas(0.7, 0.8).epsilon(1e-2),
        nadam().learningRate(0.02),
        nadam().betas(0.7, 0.8).epsilon(1e-2),
        lion().learningRate(0.003),
        lion().betas(0.6, 0.7),
        lamb().learningRate(0.02),
        lamb().betas(0.7, 0.8).epsilon(1e-2),
        muon().learningRate(0.01),
        muon().momentum(0.7).withoutNesterov().betas(0.7, 0.8).epsilon(1e-2).excluding("dense_1"),
        adafactor().learningRate(0.02),
        adafactor().learningRate(0.4).decay(-0.5).epsilons(1e-3, 0.8).clipThreshold(0.7),
        ftrl().learningRate(0.05),
        ftrl().learningRate(0.05).regularized(0.3, 0.2).shrinkage(0.1).beta(0.4).power(-0.4));
  }

  private static Map<String, UnaryOperator<Optimizer>> settings() {
    Map<String, UnaryOperator<Optimizer>> settings = new LinkedHashMap<>();
    settings.put("clipNorm", o -> o.clipNorm(0.8));
    settings.put("globalClipNorm", o -> o.globalClipNorm(1.1));
    settings.put("clipValue", o -> o.clipValue(0.3));
    settings.put("weightDecay", o -> o.weightDecay(0.1));
    settings.put("exclude", o -> o.weightDecay(0.1).excludeFromWeightDecay("bias", "dense_1/k"));
    settings.put("accumulation", o -> o.gradientAccumulation(3));
    settings.put("ema", o -> o.ema(0.9));
    settings.put("overwriting ema", o -> o.ema(0.7, 2));
    settings.put("factors", o -> o.learningRate("dense", 0.1).learningRate("dense_1", 2));
    settings.put("frozen part", o -> o.learningRate("dense_1", 0));
    return settings;
  }

  private static final List<String> CLIPS = List.of("clipNorm", "globalClipNorm", "clipValue");

  static Stream<Arguments> alone() {
    return rules().stream().map(rule -> Arguments.of(rule, List.of(rule)));
  }

  static Stream<Arguments> withASetting() {
    return rules().stream()
        .map(
            rule ->
                Arguments.of(
                    rule, settings().values().stream().map(each -> each.apply(rule)).toList()));
  }

  static Stream<Arguments> withTwoSettings() {
    Map<String, UnaryOperator<Optimizer>> settings = settings();
    List<String> names = List.copyOf(settings.keySet());
    return Stream.of(sgd().learningRate(0.05).momentum(0.8), adam().learningRate(0.01))
        .map(
            rule -> {
              List<Optimizer> all = new ArrayList<>();
              for (int i = 0; i < names.size(); i++) {
                for (int j = 0; j < i; j++) {
                  if (!CLIPS.contains(names.get(i)) || !CLIPS.contains(names.get(j))) {
                    Optimizer one = settings.get(names.get(j)).apply(rule);
                    all.add(settings.get(names.get(i)).apply(one));
                  }
                }
              }
              return Arguments.of(rule, all);
            });
  }

  // The mean of two products, of which the gradients are the inputs, and of a bias.
  static Graph graph() {
    return add(
            branch("sum", vector(3).named("a")).then(dense(2)),
            branch("sum", vector(4).named("b")).then(dense(2).noBias()))
        .build()
        .graph();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"alone", "withASetting", "withTwoSettings"})
  void isThatOfKeras(Optimizer rule, List<Optimizer> optimizers) {
    for (Optimizer optimizer : optimizers) {
      compare(optimizer);
    }
  }

  private static void compare(Optimizer optimizer) {
    Graph graph = graph();
    Objective objective = Objective.of(graph, Goal.of(new Mean()), List.of());
    SplittableRandom random = new SplittableRandom(11);
    Map<String, Tensor> initial = new LinkedHashMap<>();
    for (Param param : graph.params()) {
      initial.put(param.name(), drawn(random, param.sizes()));
    }
    List<String> names = List.copyOf(initial.keySet());
    assertThat(names).containsExactly("dense/kernel", "dense/bias", "dense_1/kernel");
    double[][] weights =
        initial.values().stream().map(OptimizerArithmeticTest::doubles).toArray(double[][]::new);
    KerasArithmetic expected = new KerasArithmetic(optimizer, names, weights);
    Tensor a = drawn(random, STEPS, 3);
    Tensor b = drawn(random, STEPS, 4);
    Model model = new Model(objective.graph(), new Weights(initial));
    try (TrainingModule module = new TrainingModule(model, optimizer, 1, Placement.cpu(1))) {
      TrainingModule.Data data = module.put(List.of(a, b, Tensor.zeros(STEPS, 2)));
      for (int step = 0; step < STEPS; step++) {
        double scale = step < 10 ? 1 : 0.5;
        module.step(data, new int[] {step}, step + 1, scale);
        expected.step(gradients(a, b, step), scale);
        same(optimizer, step, module.weights(), names, expected.weights());
      }
      module.finish();
      boolean averaged = optimizer.settings().ema().isPresent();
      same(
          optimizer,
          STEPS,
          module.weights(),
          names,
          averaged ? expected.averages() : expected.weights());
    }
  }

  private static Tensor drawn(SplittableRandom random, long... dims) {
    float[] values = new float[(int) Tensor.elements(dims)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Tensor.of(values, dims);
  }

  private static double[] doubles(Tensor tensor) {
    float[] floats = tensor.toFloats();
    double[] doubles = new double[floats.length];
    for (int i = 0; i < floats.length; i++) {
      doubles[i] = floats[i];
    }
    return doubles;
  }

  private static double[][] gradients(Tensor a, Tensor b, int row) {
    return new double[][] {
      halves(doubles(a.rows(row, row + 1))), {0.5, 0.5}, halves(doubles(b.rows(row, row + 1)))
    };
  }

  // Of each of two columns.
  private static double[] halves(double[] row) {
    double[] all = new double[row.length * 2];
    for (int i = 0; i < all.length; i++) {
      all[i] = row[i / 2] / 2;
    }
    return all;
  }

  private static void same(
      Optimizer optimizer, int step, Weights weights, List<String> names, double[][] expected) {
    for (int p = 0; p < expected.length; p++) {
      double[] got = doubles(weights.get(names.get(p)));
      for (int i = 0; i < got.length; i++) {
        double difference =
            Math.abs(got[i] - expected[p][i]) / Math.max(1, Math.abs(expected[p][i]));
        assertThat(difference)
            .as("%s, %s %d after step %d", optimizer, names.get(p), i, step)
            .isLessThanOrEqualTo(TOLERANCE);
      }
    }
  }
}

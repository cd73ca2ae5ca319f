package dev.hebb.training.torch;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.batchNormalization;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.dropout;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
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
import static dev.hebb.training.schedule.CosineDecay.cosineDecay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.Graph;
import dev.hebb.graph.GraphBuilder;
import dev.hebb.graph.Model;
import dev.hebb.graph.Port;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Value;
import dev.hebb.graph.Weights;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reduction;
import dev.hebb.training.Optimizer;
import dev.hebb.training.TrainingException;
import dev.hebb.training.loss.MeanSquaredError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A module that is given another's weights and state goes on bit for bit as that one does. */
class RestoreTest {
  private static final int ROWS = 24;
  private static final int BATCH = 6;
  private static final int STEPS = 12;

  static List<Optimizer> optimizers() {
    return List.of(
        adam().learningRate(0.01),
        adam().learningRate(cosineDecay(0.1, 10)).withAmsgrad(),
        sgd(),
        sgd().momentum(0.9),
        sgd().momentum(0.9).withNesterov(),
        rmsProp().momentum(0.5).withCentering(),
        adagrad(),
        adadelta(),
        adamax(),
        nadam(),
        lion(),
        lamb(),
        ftrl(),
        muon(),
        adafactor().ema(0.9),
        adamW().gradientAccumulation(4).ema(0.9, 2).globalClipNorm(0.1),
        sgd().ema(0.5).clipNorm(1).learningRate("lstm", 0.1).excludeFromWeightDecay("bias"));
  }

  // With everything that might be forgotten: dropout's masks, running statistics.
  private static Model model(long seed) {
    Graph network =
        network("n", sequence(ANY, 2))
            .then(lstm(5))
            .then(batchNormalization())
            .then(dropout(0.3))
            .then(dense(1))
            .build()
            .graph();
    GraphBuilder builder = GraphBuilder.of(network);
    Value output = network.outputs().get(0).value();
    Value target = builder.input("target", output.shape(), output.type(), "");
    Scope scope = new Scope(builder, "loss");
    Value errors = new MeanSquaredError().lower(output, target, scope);
    Value loss = scope.op(Reduce.all(Reduction.MEAN), errors);
    Graph graph = builder.build(List.of(Port.of(loss)));
    return new Model(graph, Weights.initial(graph, seed));
  }

  private static TrainingModule module(Model model, Optimizer optimizer) {
    return new TrainingModule(model, optimizer, 7, Placement.cpu(1));
  }

  private static TrainingModule.Data data(TrainingModule module) {
    SplittableRandom random = new SplittableRandom(3);
    float[] x = new float[ROWS * 4 * 2];
    float[] y = new float[ROWS];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    for (int i = 0; i < y.length; i++) {
      y[i] = (float) random.nextGaussian();
    }
    return module.put(List.of(Tensor.of(x, ROWS, 4, 2), Tensor.of(y, ROWS, 1)));
  }

  private static void train(
      TrainingModule module, TrainingModule.Data data, long from, long to, List<Double> losses) {
    for (long step = from; step <= to; step++) {
      int[] batch = new int[BATCH];
      int first = (int) step * BATCH;
      Arrays.setAll(batch, i -> (first + i * 5) % ROWS);
      losses.add(module.step(data, batch, step)[0]);
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void goesOnBitForBit(Optimizer optimizer) {
    List<Double> wanted = new ArrayList<>();
    Weights weights;
    List<Tensor> state;
    Weights last;
    List<Tensor> lastState;
    try (TrainingModule whole = module(model(1), optimizer)) {
      TrainingModule.Data data = data(whole);
      train(whole, data, 1, STEPS / 2, new ArrayList<>());
      weights = whole.weights();
      state = whole.state();
      assertThat(state).hasSameSizeAs(whole.stateNames());
      train(whole, data, STEPS / 2 + 1, STEPS, wanted);
      last = whole.weights();
      lastState = whole.state();
    }
    try (TrainingModule second = module(model(2), optimizer)) {
      TrainingModule.Data data = data(second);
      train(second, data, 1, 3, new ArrayList<>()); // Something else, to be overwritten.
      second.restore(weights, state);
      List<Double> got = new ArrayList<>();
      train(second, data, STEPS / 2 + 1, STEPS, got);
      assertThat(got).isEqualTo(wanted);
      assertThat(second.weights()).isEqualTo(last).isNotEqualTo(weights);
      assertThat(second.state()).isEqualTo(lastState);
      for (int i = 0; i < state.size(); i++) {
        assertThat(state.get(i)).as(second.stateNames().get(i)).isNotEqualTo(lastState.get(i));
      }
    }
  }

  @Test
  void theStateOfAnotherOptimizerIsRefused() {
    try (TrainingModule adam = module(model(1), adam());
        TrainingModule sgd = module(model(1), sgd().momentum(0.5))) {
      assertThat(sgd.stateNames())
          .containsExactly(
              "lstm/kernel/momentum",
              "lstm/recurrent_kernel/momentum",
              "lstm/bias/momentum",
              "batch_normalization/gamma/momentum",
              "batch_normalization/beta/momentum",
              "dense/kernel/momentum",
              "dense/bias/momentum");
      List<Tensor> state = sgd.state();
      Weights weights = sgd.weights();
      assertThatThrownBy(() -> adam.restore(weights, state))
          .isInstanceOf(TrainingException.class)
          .hasMessage(
              "optimizer: expected a state of 14 tensors, got 7. Go on with the optimizer that it comes from.");
    }
  }
}

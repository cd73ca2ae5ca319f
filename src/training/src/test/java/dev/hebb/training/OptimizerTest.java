package dev.hebb.training;

import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.vector;
import static dev.hebb.training.Adadelta.adadelta;
import static dev.hebb.training.Adafactor.adafactor;
import static dev.hebb.training.Adagrad.adagrad;
import static dev.hebb.training.Adam.adam;
import static dev.hebb.training.AdamW.adamW;
import static dev.hebb.training.Ftrl.ftrl;
import static dev.hebb.training.Lion.lion;
import static dev.hebb.training.Muon.muon;
import static dev.hebb.training.Nadam.nadam;
import static dev.hebb.training.RmsProp.rmsProp;
import static dev.hebb.training.Sgd.sgd;
import static dev.hebb.training.schedule.CosineDecay.cosineDecay;
import static dev.hebb.training.schedule.PolynomialDecay.polynomialDecay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.graph.Fans;
import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Model;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Value;
import dev.hebb.graph.Weights;
import dev.hebb.graph.op.Operator;
import dev.hebb.network.Network;
import dev.hebb.network.Rank;
import dev.hebb.network.Rank.Vector;
import dev.hebb.network.SameRank;
import dev.hebb.training.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** How optimizers are declared, and what they do in a whole training. */
class OptimizerTest {
  private static Network<Vector, Vector> part(String name, int from, int to) {
    return network(name, vector(from)).then(dense(to)).build();
  }

  private static GraphSource autoencoder() {
    return network("autoencoder", vector(3))
        .then(part("encoder", 3, 2))
        .then(part("decoder", 2, 3))
        .build();
  }

  private static Dataset data(int rows) {
    float[] values = new float[rows * 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i);
    }
    Tensor x = Tensor.of(values, rows, 3);
    return Dataset.of(x, x);
  }

  private static Trained trained(Optimizer optimizer, int epochs) {
    return Trainer.of(autoencoder())
        .optimizer(optimizer)
        .batchSize(4)
        .epochs(epochs)
        .seed(3)
        .progress(Progress.silent())
        .fit(data(16));
  }

  @Test
  void whatCannotBeIsRefused() {
    Map<String, ThrowingCallable> refused =
        Map.ofEntries(
            Map.entry(
                "learningRate: expected a finite number of at least 0, got -0.1.",
                () -> adam().learningRate(-0.1)),
            Map.entry(
                "learningRate: expected a finite number of at least 0, got Infinity.",
                () -> adamW().learningRate(Double.POSITIVE_INFINITY)),
            Map.entry(
                "adam: expected beta1 of at least 0 and below 1, got 1.0.",
                () -> adam().betas(1, 0.9)),
            Map.entry(
                "nadam: expected beta2 of at least 0 and below 1, got -0.1.",
                () -> nadam().betas(0.9, -0.1)),
            Map.entry(
                "adam: expected an epsilon of at least 0, and finite, got NaN.",
                () -> adam().epsilon(Double.NaN)),
            Map.entry("sgd: expected a momentum from 0 to 1, got 2.0.", () -> sgd().momentum(2)),
            Map.entry(
                "rmsProp: expected rho of at least 0 and below 1, got 1.0.",
                () -> rmsProp().rho(1)),
            Map.entry(
                "adadelta: expected rho of at least 0 and below 1, got 1.5.",
                () -> adadelta().rho(1.5)),
            Map.entry(
                "adagrad: expected an initial accumulator of at least 0, and finite, got -1.0.",
                () -> adagrad().initialAccumulator(-1)),
            Map.entry(
                "lion: expected beta1 above 0 and at most 1, got 0.0.", () -> lion().betas(0, 0.9)),
            Map.entry(
                "adafactor: expected a decay below 0, and finite, got 0.0.",
                () -> adafactor().decay(0)),
            Map.entry(
                "muon: expected a momentum from 0 to 1, got 1.1.", () -> muon().momentum(1.1)),
            Map.entry(
                "ftrl: expected a power of at most 0, and finite, got 1.0.", () -> ftrl().power(1)),
            Map.entry(
                "adamW: expected a weight decay of at least 0, and finite, got -0.1.",
                () -> adamW().weightDecay(-0.1)),
            Map.entry(
                "clipNorm: expected a limit above 0, and finite, got 0.0.",
                () -> adam().clipNorm(0)),
            Map.entry(
                "globalClipNorm: expected a limit above 0, and finite, got -1.0.",
                () -> adam().globalClipNorm(-1)),
            Map.entry(
                "clipValue: expected a limit above 0, and finite, got 0.0.",
                () -> adam().clipValue(0)),
            Map.entry(
                "optimizer: expected gradients to be clipped in one way, got clipNorm(1.0) and clipValue(0.5). Leave one of them out.",
                () -> adam().clipNorm(1).clipValue(0.5)),
            Map.entry(
                "weightDecay: expected a rate of at least 0, and finite, got -0.1.",
                () -> adam().weightDecay(-0.1)),
            Map.entry(
                "gradientAccumulation: expected a number of steps of at least 1, got 0.",
                () -> adam().gradientAccumulation(0)),
            Map.entry("ema: expected a momentum from 0 to 1, got 1.5.", () -> adam().ema(1.5)),
            Map.entry(
                "ema: expected an overwrite frequency of at least 1, got 0.",
                () -> adam().ema(0.9, 0)),
            Map.entry(
                "learningRate(\"encoder\"): expected a factor of at least 0, and finite, got -1.0.",
                () -> adam().learningRate("encoder", -1)));
    refused.forEach(
        (message, made) ->
            assertThatThrownBy(made).isInstanceOf(TrainingException.class).hasMessage(message));
  }

  @Test
  void isWrittenAsItWasSaid() {
    assertThat(adam().learningRate(0.01).clipNorm(1).clipNorm(2))
        .hasToString(
            "Adam[learningRate=0.01, beta1=0.9, beta2=0.999, epsilon=1.0E-7, amsgrad=false].clipNorm(2.0)");
    Optimizer all =
        sgd()
            .learningRate(cosineDecay(0.1, 100))
            .ema(0.9, 5)
            .weightDecay(0.1)
            .excludeFromWeightDecay("bias", "gamma")
            .gradientAccumulation(2)
            .learningRate("encoder", 0.5);
    assertThat(trained(all, 1).model().notes())
        .containsEntry(
            "training.optimizer",
            "Sgd[learningRate=CosineDecay[initial=0.1, steps=100, alpha=0.0], momentum=0.0, nesterov=false].weightDecay(0.1).excludeFromWeightDecay(\"bias\", \"gamma\").gradientAccumulation(2).ema(0.9, 5).learningRate(\"encoder\", 0.5)");
    assertThat(sgd().learningRate(step -> 1.0 / (step + 1)).declaration())
        .isEqualTo(
            "Sgd[learningRate=dev.hebb.training.OptimizerTest, momentum=0.0, nesterov=false]");
    assertThat(muon().weightDecay(0.1).settings()).hasToString(".weightDecay(0.1)");
    assertThat(adamW().weightDecay(0.1).ema(0.9).rule()).isEqualTo(adam());
  }

  @Test
  void aPartThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> trained(adam().learningRate("encodr", 0.1), 1))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            "autoencoder (learningRate(\"encodr\", 0.1)): expected a part with trained parameters, one of [encoder, decoder] or something within, got \"encodr\". Name one of them.");
    assertThatThrownBy(() -> trained(adam().learningRate("enc", 0.1), 1))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("got \"enc\"");
  }

  @Test
  void aPartAtZeroStaysAndOneWithinItDoesNot() {
    Weights before = Model.initial(autoencoder(), 3).weights();
    Weights after =
        trained(adam().learningRate("encoder", 0).learningRate("encoder/dense/bias", 2), 2)
            .model()
            .weights();
    assertThat(after.get("encoder/dense/kernel")).isEqualTo(before.get("encoder/dense/kernel"));
    assertThat(after.get("encoder/dense/bias")).isNotEqualTo(before.get("encoder/dense/bias"));
    assertThat(after.get("decoder/dense/kernel")).isNotEqualTo(before.get("decoder/dense/kernel"));
  }

  @Test
  void aScheduleGoesOverTheEpochs() {
    // 8 steps, each on all that there is: the sum of the changes is that of the learning rates.
    Tensor ones = Tensor.of(new float[] {1, 1, 1, 1}, 4, 1);
    double sum = 0;
    for (int step = 0; step < 8; step++) {
      sum += cosineDecay(0.5, 6).at(step);
    }
    Trainer trainer =
        Trainer.of(network("n", vector(1)).then(dense(1).noBias()).build())
            .loss(new Mean())
            .optimizer(sgd().learningRate(cosineDecay(0.5, 6)))
            .batchSize(2)
            .seed(1)
            .progress(Progress.silent());
    Weights once = Model.initial(trainer.source, 1).weights();
    Trained trained = trainer.epochs(4).fit(Dataset.of(ones, Tensor.zeros(4, 1)));
    float began = once.get("dense/kernel").toFloats()[0];
    float ended = trained.model().weights().get("dense/kernel").toFloats()[0];
    assertThat((double) began - ended).isCloseTo(sum, within(1e-6));
  }

  @Test
  void averagesBecomeTheWeightsAtTheEnd() {
    List<Float> seen = new ArrayList<>();
    Dataset data = Dataset.of(Tensor.of(new float[] {1, 1, 1, 1}, 4, 1), Tensor.zeros(4, 1));
    Trainer trainer =
        Trainer.of(network("n", vector(1)).then(dense(1).noBias()).build())
            .loss(new Mean())
            .batchSize(1)
            .seed(1)
            .progress(Progress.silent());
    for (int steps = 1; steps <= 4; steps++) {
      Trained some = trainer.optimizer(sgd().learningRate(0.1)).fit(data.rows(0, steps));
      seen.add(some.model().weights().get("dense/kernel").toFloats()[0]);
    }
    double average = seen.get(0);
    for (float weight : seen) {
      average = 0.8 * average + 0.2 * weight;
    }
    Trained trained = trainer.optimizer(sgd().learningRate(0.1).ema(0.8)).fit(data);
    assertThat((double) trained.model().weights().get("dense/kernel").toFloats()[0])
        .isCloseTo(average, within(1e-6));
  }

  @Test
  void aScheduleThatIsNoNumberIsRefused() {
    assertThatThrownBy(() -> trained(adam().learningRate(step -> step == 2 ? Double.NaN : 0.1), 1))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith(
            "learningRate: expected a finite number of at least 0 at step 2, counted from 0, got NaN. Mend the schedule ");
    assertThatThrownBy(() -> trained(ftrl().learningRate(polynomialDecay(0.1, 2).end(0)), 1))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            "learningRate: expected a finite number above 0 at step 2, counted from 0, got 0.0. Mend the schedule PolynomialDecay[initial=0.1, steps=2, end=0.0, power=1.0, cycling=false].");
  }

  /** Two parameters whose gradients are one tensor. */
  record Twice() implements SameRank<Rank> {
    @Override
    public String kind() {
      return "twice";
    }

    @Override
    public String declaration() {
      return "twice()";
    }

    @Override
    public Value lower(Value x, Scope scope) {
      Value one = scope.param("one", List.of(3L), Initializer.ones(), Fans.NONE);
      Value other = scope.param("other", List.of(3L), Initializer.zeros(), Fans.NONE);
      return scope.arithmetic(Operator.ADD, x, scope.arithmetic(Operator.ADD, one, other));
    }
  }

  @Test
  void gradientsThatShareTheirMemoryAreClippedOnce() {
    Tensor row = Tensor.of(new float[] {1, 2, 3}, 1, 3);
    for (Optimizer optimizer :
        List.of(
            sgd().learningRate(1).clipNorm(0.06),
            sgd().learningRate(1).clipValue(0.06 / Math.sqrt(3)),
            sgd().learningRate(1).globalClipNorm(0.06 * Math.sqrt(2)),
            sgd().learningRate(1).gradientAccumulation(2).clipNorm(0.06))) {
      Weights weights =
          Trainer.of(network("n", vector(3)).then(new Twice()).build())
              .loss(new Mean())
              .optimizer(optimizer)
              .batchSize(1)
              .epochs(optimizer.settings().accumulation())
              .progress(Progress.silent())
              .fit(Dataset.of(row, row))
              .model()
              .weights();
      float change = (float) (0.06 / Math.sqrt(3));
      assertThat(weights.get("twice/one").toFloats())
          .as("%s", optimizer)
          .containsExactly(new float[] {1 - change, 1 - change, 1 - change}, within(1e-6f));
      assertThat(weights.get("twice/other").toFloats())
          .containsExactly(new float[] {-change, -change, -change}, within(1e-6f));
    }
  }
}

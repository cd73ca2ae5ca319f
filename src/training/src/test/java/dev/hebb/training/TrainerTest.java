package dev.hebb.training;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.batchNormalization;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.dropout;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.simpleRnn;
import static dev.hebb.network.Layers.standardScaler;
import static dev.hebb.network.Layers.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Model;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Weights;
import dev.hebb.training.data.Dataset;
import dev.hebb.training.data.Windows;
import dev.hebb.training.loss.MeanAbsoluteError;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TrainerTest {
  private static Dataset sine(int points) {
    float[] series = new float[points];
    for (int i = 0; i < points; i++) {
      series[i] = (float) (100 + 20 * Math.sin(i / 3.0));
    }
    return Windows.of(series, 12).dataset();
  }

  private static GraphSource forecaster() {
    return network("forecaster", sequence(ANY, 1))
        .then(standardScaler("scaler"))
        .then(lstm(8).returnSequences())
        .then(dropout(0.2))
        .then(simpleRnn(4))
        .then(dense(1))
        .then(standardScaler("scaler").inverse())
        .build();
  }

  private static Trainer trainer(GraphSource source) {
    return Trainer.of(source).epochs(3).seed(5).progress(Progress.silent());
  }

  @Test
  void theSameSeedGivesTheSameWeightsBitForBit() {
    Dataset data = sine(300);
    Weights first = trainer(forecaster()).fit(data).model().weights();
    Weights second = trainer(forecaster()).fit(data).model().weights();
    Weights other = trainer(forecaster()).seed(6).fit(data).model().weights();
    assertThat(second).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
  }

  @Test
  void trainingsAtTheSameTimeDoNotDisturbEachOther() {
    Dataset data = sine(300);
    Weights alone = trainer(forecaster()).fit(data).model().weights();
    List<CompletableFuture<Weights>> both =
        List.of(5L, 6L).stream()
            .map(
                seed ->
                    CompletableFuture.supplyAsync(
                        () -> trainer(forecaster()).seed(seed).fit(data).model().weights()))
            .toList();
    assertThat(both.get(0).join()).isEqualTo(alone);
    assertThat(both.get(1).join()).isNotEqualTo(alone);
  }

  @Test
  void learnsAndEvaluatesInTheUnitOfTheData() {
    Dataset data = sine(600);
    Trained trained =
        trainer(forecaster())
            .epochs(60)
            .optimizer(Adam.adam().learningRate(1e-2))
            .metrics(new MeanAbsoluteError())
            .validationSplit(0.2)
            .fit(data);
    assertThat(trained.history().of("loss").get(0)).isGreaterThan(40);
    Dataset held = data.last(0.2);
    Map<String, Double> figures = trained.evaluate(held);
    assertThat(figures.get("loss")).isLessThan(10);
    assertThat(figures.get("loss"))
        .isCloseTo(trained.history().last().figures().get("val_loss"), within(1e-3));
    float[] forecasts = trained.predict(held.inputs().get(0)).toFloats();
    float[] truths = held.targets().get(0).toFloats();
    double error = 0;
    for (int i = 0; i < truths.length; i++) {
      error += Math.abs(forecasts[i] - truths[i]) / truths.length;
    }
    assertThat(figures.get("mean_absolute_error")).isCloseTo(error, within(1e-4));
  }

  @Test
  void aScalerIsMeasuredOnTheTrainingSplitOnly() {
    float[] x = {1, 2, 3, 6, 1000};
    Dataset data = Dataset.of(Tensor.of(x, 5, 1), Tensor.of(x, 5, 1));
    GraphSource scaled = network("n", vector(1)).then(standardScaler("s")).then(dense(1)).build();
    Weights weights = trainer(scaled).batchSize(2).validationSplit(0.2).fit(data).model().weights();
    assertThat(weights.get("s/center").toFloats()).containsExactly(3f);
    assertThat(weights.get("s/scale").toFloats()).containsExactly((float) Math.sqrt(3.5));
  }

  @Test
  void aScalerBehindAnotherLayerIsMeasuredThere() {
    float[] x = {1, 2, 3, 6};
    GraphSource scaled =
        network("n", vector(1))
            .then(standardScaler("a"))
            .then(standardScaler("b"))
            .then(dense(1))
            .build();
    Weights weights =
        trainer(scaled)
            .batchSize(2)
            .fit(Dataset.of(Tensor.of(x, 4, 1), Tensor.of(x, 4, 1)))
            .model()
            .weights();
    assertThat(weights.get("b/center").toFloats()[0]).isCloseTo(0f, within(1e-6f));
    assertThat(weights.get("b/scale").toFloats()[0]).isCloseTo(1f, within(1e-6f));
  }

  @Test
  void earlyStoppingGoesBackToTheBestWeights() {
    float[] x = new float[40];
    float[] y = new float[40];
    for (int i = 0; i < 40; i++) {
      x[i] = i / 40f;
      y[i] = i < 30 ? x[i] : -x[i]; // What is learnt on the first is wrong on the last.
    }
    Dataset data = Dataset.of(Tensor.of(x, 40, 1), Tensor.of(y, 40, 1));
    Trained trained =
        trainer(network("n", vector(1)).then(dense(4)).then(dense(1)).build())
            .epochs(200)
            .batchSize(10)
            .optimizer(Adam.adam().learningRate(0.01))
            .validationSplit(0.25)
            .callbacks(EarlyStopping.patience(4))
            .fit(data);
    List<Double> seen = trained.history().of("val_loss");
    double best = seen.stream().mapToDouble(value -> value).min().orElseThrow();
    assertThat(trained.model().notes())
        .containsEntry("training.kept_epoch", Integer.toString(seen.indexOf(best) + 1));
    assertThat(seen.size()).isLessThan(200).isEqualTo(seen.indexOf(best) + 1 + 4);
    assertThat(trained.evaluate(data.last(0.25)).get("loss")).isCloseTo(best, within(1e-6));
  }

  @Test
  void goesOnFromATrainedModel() {
    Dataset data = sine(200);
    Model once = trainer(forecaster()).fit(data).model();
    Trained more = trainer(once).fit(data);
    assertThat(more.history().of("loss").get(0))
        .isLessThan(trainer(forecaster()).fit(data).history().of("loss").get(0));
    assertThat(more.model().weights().get("scaler/center"))
        .isEqualTo(once.weights().get("scaler/center"));
    assertThat(more.model().notes())
        .containsEntry("dim.time", "12")
        .containsEntry("training.rows", "188");
  }

  @Test
  void dropoutWorksInTrainingOnly() {
    Tensor ones = Tensor.of(new float[] {1, 1, 1, 1, 1, 1, 1, 1}, 2, 4);
    Trained trained =
        trainer(network("n", vector(4)).then(dropout(0.5)).then(dense(1)).build())
            .loss(new Mean())
            .optimizer(Adam.adam().learningRate(1e-30))
            .epochs(400)
            .inOrder()
            .batchSize(2)
            .fit(Dataset.of(ones, Tensor.zeros(2, 1)));
    double inference = trained.evaluate(Dataset.of(ones, Tensor.zeros(2, 1))).get("loss");
    List<Double> losses = trained.history().of("loss");
    assertThat(losses.stream().distinct().count()).as("masks differ").isGreaterThan(20);
    double mean = losses.stream().mapToDouble(value -> value).average().orElseThrow();
    assertThat(mean).as("kept numbers are scaled up").isCloseTo(inference, within(0.15));
  }

  @Test
  void frozenStatisticsStay() {
    var inner = network("inner", vector(2)).then(batchNormalization()).build();
    Dataset data = Dataset.of(Tensor.of(new float[] {1, 20, 3, 40}, 2, 2), Tensor.zeros(2, 1));
    for (boolean frozen : new boolean[] {true, false}) {
      GraphSource outer =
          network("outer", vector(2)).then(frozen ? inner.frozen() : inner).then(dense(1)).build();
      Model start = Model.initial(outer, 5);
      Trained trained = trainer(start).epochs(1).batchSize(2).fit(data);
      String mean = "inner/batch_normalization/moving_mean";
      assertThat(trained.model().weights().get(mean).equals(start.weights().get(mean)))
          .isEqualTo(frozen);
      if (frozen) { // In training it does what it does in prediction.
        double before =
            new Trained(start, trained.history(), trained.loss(), List.of())
                .evaluate(data)
                .get("loss");
        assertThat(trained.history().of("loss").get(0)).isCloseTo(before, within(1e-5 * before));
      }
    }
  }

  @Test
  void frozenWeightsStay() {
    var inner = network("inner", vector(1)).then(dense(3)).build().frozen();
    GraphSource outer = network("outer", vector(1)).then(inner).then(dense(1)).build();
    Model start = Model.initial(outer, 5);
    Weights weights =
        trainer(start)
            .batchSize(2)
            .fit(Dataset.of(Tensor.of(new float[] {1, 2}, 2, 1), Tensor.zeros(2, 1)))
            .model()
            .weights();
    assertThat(weights.get("inner/dense/kernel"))
        .isEqualTo(start.weights().get("inner/dense/kernel"));
    assertThat(weights.get("dense/kernel")).isNotEqualTo(start.weights().get("dense/kernel"));
  }
}

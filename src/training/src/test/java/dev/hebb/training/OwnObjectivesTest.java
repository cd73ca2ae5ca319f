package dev.hebb.training;

import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.graph.Model;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Value;
import dev.hebb.training.data.Dataset;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A loss and a metric of a user's own. */
class OwnObjectivesTest {
  private static final int ROWS = 400;

  /** What is too low costs q, what is too high 1 - q: the least of it is a quantile. */
  private record Pinball(double q) implements Loss {
    @Override
    public String name() {
      return "pinball";
    }

    @Override
    public Value lower(Value prediction, Value target, Scope scope) {
      Formula f = new Formula(scope);
      Value error = f.minus(target, prediction);
      return f.mean(f.max(f.times(error, q), f.times(error, q - 1)), -1);
    }
  }

  /** The mean error as a share of the error's deviation, over all batches. */
  private record Bias() implements Metric {
    @Override
    public String name() {
      return "bias";
    }

    @Override
    public Measure measure(Outcome outcome, Scope scope) {
      Formula f = new Formula(scope);
      Outcome.Flat rows = outcome.flat(scope);
      Value error = f.minus(rows.prediction(), rows.target());
      Value counted = f.times(error, rows.weights());
      return Measure.of(
          List.of(f.total(counted), f.total(f.times(counted, error)), f.total(rows.weights())),
          sums -> {
            double mean = sums.get(0)[0] / sums.get(2)[0];
            return mean / Math.sqrt(sums.get(1)[0] / sums.get(2)[0] - mean * mean);
          });
    }
  }

  private static final float[] WANTED = wanted();
  private static final Dataset DATA = Dataset.of(Tensor.zeros(ROWS, 1), Tensor.of(WANTED, ROWS, 1));

  private static float[] wanted() {
    SplittableRandom random = new SplittableRandom(1);
    float[] values = new float[ROWS];
    for (int i = 0; i < ROWS; i++) {
      values[i] = (float) random.nextGaussian(5, 2);
    }
    return values;
  }

  @Test
  void aQuantileIsLearnt() {
    Trained trained =
        Trainer.of(network("n", vector(1)).then(dense(1)).build())
            .loss(new Pinball(0.8))
            .optimizer(Adam.adam().learningRate(0.05))
            .epochs(60)
            .progress(Progress.silent())
            .fit(DATA);
    float said = trained.predict(Tensor.zeros(1, 1)).toFloats()[0];
    int below = 0;
    for (float each : WANTED) {
      below += each < said ? 1 : 0;
    }
    assertThat(below / (double) ROWS).isBetween(0.77, 0.83);
  }

  @Test
  void aFigureOfSumsIsTheSameHoweverTheRowsAreCut() {
    double mean = 0;
    double squares = 0;
    for (float each : WANTED) {
      mean -= each / (double) ROWS;
      squares += (double) each * each / ROWS;
    }
    double expected = mean / Math.sqrt(squares - mean * mean);
    Model start = Model.initial(network("n", vector(1)).then(dense(1)).build(), 1);
    for (int batch : new int[] {ROWS, 64, 7}) {
      Map<String, Double> figures =
          Trainer.of(start)
              .metrics(new Bias())
              .optimizer(Sgd.sgd().learningRate(0))
              .batchSize(batch)
              .validation(DATA)
              .progress(Progress.silent())
              .fit(DATA)
              .history()
              .last()
              .figures();
      assertThat(figures.get("bias")).isCloseTo(expected, within(1e-6 * -expected));
      assertThat(figures.get("val_bias")).isCloseTo(expected, within(1e-6 * -expected));
    }
  }

  @Test
  void confusionIsCounted() {
    long[] right = {0, 1, 2, 2, 1, 0, 2};
    float[] said = {5, 0, 1, 0, 3, 9, 0, 1, 7, 4, 2, 0, 0, 2, 1, 1, 2, 0, 0, 0, 3};
    Tensor rows = Tensor.of(said, 7, 3);
    Trained trained =
        new Trained(
            Said.model(rows),
            new History(List.of()),
            Losses.sparseCategoricalCrossentropy().ofLogits(),
            List.of());
    Dataset data = new Dataset(Said.inputs(rows), List.of(Tensor.of(right, 7)));
    Confusion confusion = trained.confusion(data);
    assertThat(confusion.counts())
        .isEqualTo(List.of(List.of(1L, 1L, 0L), List.of(0L, 1L, 1L), List.of(1L, 0L, 2L)));
    assertThat(confusion.total()).isEqualTo(7);
    assertThat(confusion.accuracy()).isEqualTo(4 / 7.0);
    assertThat(confusion.precision(0)).isEqualTo(0.5);
    assertThat(confusion.recall(2)).isEqualTo(2 / 3.0);
    assertThat(trained.evaluate(data, Metrics.accuracy(), Metrics.meanIou()).keySet())
        .containsExactly("loss", "accuracy", "mean_io_u");
    Tensor single = Tensor.of(new float[] {0.2f, 0.7f, 0.6f, 0.4f}, 4, 1);
    Trained yes =
        new Trained(
            Said.model(single), new History(List.of()), Losses.binaryCrossentropy(), List.of());
    Dataset answers =
        new Dataset(Said.inputs(single), List.of(Tensor.of(new float[] {0, 1, 0, 1}, 4, 1)));
    assertThat(yes.confusion(answers).counts())
        .isEqualTo(List.of(List.of(1L, 1L), List.of(1L, 1L)));
  }
}

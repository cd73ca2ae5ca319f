package dev.hebb.training;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.branch;
import static dev.hebb.network.Layers.concat;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.embedding;
import static dev.hebb.network.Layers.gru;
import static dev.hebb.network.Layers.tokens;
import static dev.hebb.network.Layers.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.graph.Tensor;
import dev.hebb.graph.op.Activation;
import dev.hebb.network.Layers;
import dev.hebb.network.Network;
import dev.hebb.network.Rank;
import dev.hebb.training.data.Dataset;
import dev.hebb.training.data.Example;
import dev.hebb.training.data.Examples;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever can be trained on can be predicted and evaluated, and says the same. */
class AnyExamplesTest {
  private static final int ROWS = 30;
  private static final int TIME = 5;

  /** Two inputs, one of them padded words, and two outputs. */
  private static Network<Rank.Several, Rank.Several> network() {
    var words = branch("n", tokens(ANY).named("words")).then(embedding(9, 4).maskZero());
    var facts = branch("n", vector(2).named("facts"));
    var both = concat(words.then(gru(3)), facts);
    return Network.of(
        List.of(
            both.then("kind", dense(3).activation(Activation.SOFTMAX)),
            both.then("price", dense(1))));
  }

  private static Dataset data() {
    SplittableRandom random = new SplittableRandom(6);
    long[] words = new long[ROWS * TIME];
    float[] facts = new float[ROWS * 2];
    long[] kinds = new long[ROWS];
    float[] prices = new float[ROWS];
    float[] weights = new float[ROWS];
    for (int row = 0; row < ROWS; row++) {
      for (int step = 0; step < 1 + row % TIME; step++) {
        words[row * TIME + step] = random.nextInt(1, 9);
      }
      facts[2 * row] = (float) random.nextDouble();
      facts[2 * row + 1] = (float) random.nextDouble();
      kinds[row] = random.nextInt(3);
      prices[row] = (float) random.nextDouble();
      weights[row] = (float) random.nextDouble(2);
    }
    return new Dataset(
        List.of(Tensor.of(words, ROWS, TIME), Tensor.of(facts, ROWS, 2)),
        List.of(Tensor.of(kinds, ROWS), Tensor.of(prices, ROWS, 1)),
        List.of(Tensor.of(weights, ROWS)));
  }

  private static Trainer trainer() {
    return Trainer.of(network())
        .losses(
            Map.of(
                "kind", Losses.sparseCategoricalCrossentropy(), "price", Losses.meanSquaredError()))
        .metrics(Map.of("kind", List.of(Metrics.accuracy())))
        .weightedMetrics()
        .batchSize(8)
        .epochs(2)
        .seed(3)
        .progress(Progress.silent());
  }

  private static List<Examples> ways(Dataset data) {
    Examples read =
        Examples.of(
            ROWS,
            row -> {
              Example one = data.example(row);
              return new Example(one.inputs(), one.targets(), one.weights());
            });
    return List.of(data, read, read.map((example, random) -> example), read.rows(0, ROWS));
  }

  @Test
  void trainedPredictedAndEvaluated() {
    Dataset data = data();
    Trained first = trainer().fit(data);
    Map<String, Double> figures = first.evaluate(data);
    Map<String, Tensor> said = first.predictAll(data);
    assertThat(figures.keySet())
        .containsExactly("loss", "kind_loss", "price_loss", "kind_accuracy");
    assertThat(said.keySet()).containsExactly("kind", "price");
    assertThat(said.get("kind").dims()).containsExactly(ROWS, 3);
    assertThat(said.get("price").dims()).containsExactly(ROWS, 1);
    for (Examples way : ways(data)) {
      Trained trained = trainer().validation(way).fit(way);
      assertThat(trained.model().weights().tensors())
          .as("%s", way)
          .isEqualTo(first.model().weights().tensors());
      assertThat(trained.predict(way)).isEqualTo(said.get("kind"));
      assertThat(trained.predictAll(way)).isEqualTo(said);
      trained
          .evaluate(way)
          .forEach(
              (name, value) ->
                  assertThat(value).as(name).isCloseTo(figures.get(name), within(1e-6)));
    }
  }

  @Test
  void weightsChangeWhatIsLearntAndWhatIsMeasured() {
    Dataset data = data();
    Dataset plain = new Dataset(data.inputs(), data.targets());
    Trained even = trainer().fit(plain);
    float[] ones = new float[ROWS];
    Arrays.fill(ones, 1);
    Trained same = trainer().fit(plain.weights(Tensor.of(ones, ROWS)));
    assertThat(same.model().weights().tensors()).isEqualTo(even.model().weights().tensors());
    assertThat(trainer().fit(data).model().weights().tensors())
        .isNotEqualTo(even.model().weights().tensors());
    assertThat(even.evaluate(data).get("loss")).isNotEqualTo(even.evaluate(plain).get("loss"));
    assertThat(even.evaluate(data).get("kind_accuracy"))
        .isEqualTo(even.evaluate(plain).get("kind_accuracy"));
    // Validation without weights, of a training with them.
    Trained watched = trainer().validation(plain).fit(data);
    assertThat(watched.history().last().figures().get("val_loss"))
        .isCloseTo(watched.evaluate(plain).get("loss"), within(1e-6));
  }

  @Test
  void classesOfPaddedStepsCountAsWeightsOfStepsDo() {
    var tags =
        Layers.network("tags", tokens(ANY))
            .then(embedding(9, 4).maskZero())
            .then(dense(3).activation(Activation.SOFTMAX))
            .build();
    Tensor words = data().inputs().get(0);
    long[] labels = new long[ROWS * TIME];
    float[] weights = new float[ROWS * TIME];
    Arrays.setAll(labels, i -> i * 7 % 3);
    for (int i = 0; i < labels.length; i++) {
      weights[i] = labels[i] == 1 ? 3 : labels[i] == 2 ? 0.5f : 1;
    }
    Dataset plain = Dataset.of(words, Tensor.of(labels, ROWS, TIME));
    Dataset weighted = plain.weights(Tensor.of(weights, ROWS, TIME));
    Trainer trainer =
        Trainer.of(tags)
            .loss(Losses.sparseCategoricalCrossentropy())
            .weightedMetrics(Metrics.accuracy())
            .batchSize(8)
            .epochs(2)
            .progress(Progress.silent());
    Trained byClass = trainer.classWeights(Map.of(1, 3.0, 2, 0.5)).fit(plain);
    Trained bySteps = trainer.fit(weighted);
    assertThat(byClass.history().of("loss")).isEqualTo(bySteps.history().of("loss"));
    assertThat(byClass.history().of("accuracy")).isEqualTo(bySteps.history().of("accuracy"));
    assertThat(byClass.model().weights().tensors())
        .isEqualTo(bySteps.model().weights().tensors())
        .isNotEqualTo(trainer.fit(plain).model().weights().tensors());
    // Both at once are multiplied; in validation classes count alike.
    Trained both = trainer.classWeights(Map.of(1, 3.0, 2, 0.5)).validation(plain).fit(weighted);
    assertThat(both.history().of("loss").get(0)).isGreaterThan(bySteps.history().of("loss").get(0));
    assertThat(both.history().last().figures().get("val_loss"))
        .isCloseTo(both.evaluate(plain).get("loss"), within(0.02));
  }

  @Test
  void inputsOfAnotherType() {
    Dataset data = data();
    Trained trained = trainer().fit(data);
    Tensor floats = Tensor.zeros(ROWS, TIME);
    Dataset wrong = new Dataset(List.of(floats, data.inputs().get(1)), data.targets());
    for (Examples way : List.of(wrong, Examples.of(ROWS, wrong::example))) {
      assertThatThrownBy(() -> trained.predict(way))
          .isInstanceOf(TrainingException.class)
          .hasMessage(
              "n: input \"words\": expected INT64, got FLOAT32. Give whole numbers:"
                  + " Tensor.of(long[], ...).");
    }
  }
}

package dev.hebb.training;

import static dev.hebb.graph.Initializer.ones;
import static dev.hebb.graph.WeightOptions.kernel;
import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.asSequence;
import static dev.hebb.network.Layers.conv1d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.embedding;
import static dev.hebb.network.Layers.frames;
import static dev.hebb.network.Layers.globalAveragePool1d;
import static dev.hebb.network.Layers.gru;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.standardScaler;
import static dev.hebb.network.Layers.timeDistributed;
import static dev.hebb.network.Layers.tokens;
import static dev.hebb.network.Layers.vector;
import static dev.hebb.training.Losses.meanAbsoluteError;
import static dev.hebb.training.Losses.sparseCategoricalCrossentropy;
import static dev.hebb.training.Metrics.accuracy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.op.Activation;
import dev.hebb.training.data.Dataset;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What pads the rows is seen by no layer, no loss, no metric and no scaler. */
class PaddedTrainingTest {
  private static final int ROWS = 12;
  private static final int TIME = 8;

  private static final GraphSource STEPS =
      network("steps", sequence(ANY, 2).withLengths())
          .then(standardScaler("scaler"))
          .then(conv1d(3, 3).same())
          .then(lstm(4).returnSequences())
          .then(dense(1))
          .build();

  private static final long[] LENGTHS = {8, 3, 5, 1, 8, 2, 7, 4, 6, 3, 5, 8};

  private static Dataset steps(float padding) {
    SplittableRandom random = new SplittableRandom(1);
    float[] inputs = new float[ROWS * TIME * 2];
    float[] targets = new float[ROWS * TIME];
    for (int i = 0; i < targets.length; i++) {
      boolean there = i % TIME < LENGTHS[i / TIME];
      inputs[2 * i] = there ? (float) random.nextDouble(3) : padding;
      inputs[2 * i + 1] = there ? (float) random.nextDouble(5) : padding;
      targets[i] = there ? inputs[2 * i] - inputs[2 * i + 1] : 3 * padding;
    }
    return new Dataset(
        List.of(Tensor.of(inputs, ROWS, TIME, 2), Tensor.of(LENGTHS, ROWS)),
        List.of(Tensor.of(targets, ROWS, TIME, 1)));
  }

  private static Trainer trainer(GraphSource source) {
    return Trainer.of(source).batchSize(4).seed(5).progress(Progress.silent());
  }

  @Test
  void whateverPadsTheRowsTheWeightsAreTheSame() {
    Trainer trainer = trainer(STEPS).metrics(meanAbsoluteError()).epochs(3);
    Trained zeros = trainer.fit(steps(0));
    Trained far = trainer.fit(steps(1e30f));
    assertThat(far.model().weights().tensors()).isEqualTo(zeros.model().weights().tensors());
    assertThat(far.history().of("loss")).isEqualTo(zeros.history().of("loss"));
    assertThat(far.history().of("mean_absolute_error"))
        .isEqualTo(zeros.history().of("mean_absolute_error"));
  }

  @Test
  void figuresAreMeansOfTheStepsThatAreThere() {
    Trained trained = trainer(STEPS).metrics(meanAbsoluteError()).fit(steps(0));
    Dataset data = steps(9);
    float[] said = trained.predict(data).toFloats();
    float[] wanted = data.targets().get(0).toFloats();
    double sum = 0;
    long count = 0;
    for (int i = 0; i < said.length; i++) {
      if (i % TIME < LENGTHS[i / TIME]) {
        sum += Math.abs((double) said[i] - wanted[i]);
        count++;
      }
    }
    assertThat(count).isEqualTo(60);
    assertThat(trained.evaluate(data).get("mean_absolute_error"))
        .isCloseTo(sum / count, within(1e-5));
  }

  @Test
  void aScalerMeasuresTheStepsThatAreThere() {
    Dataset data = steps(500);
    float[] inputs = data.inputs().get(0).toFloats();
    double sum = 0;
    long count = 0;
    for (int i = 0; i < inputs.length; i += 2) {
      if (i / 2 % TIME < LENGTHS[i / 2 / TIME]) {
        sum += inputs[i];
        count++;
      }
    }
    Trained trained = trainer(STEPS).fit(data);
    assertThat((double) trained.model().weights().get("scaler/center").toFloats()[0])
        .isCloseTo(sum / count, within(1e-5));
  }

  @Test
  void aScalerBehindAConvolution() {
    Dataset data = steps(500);
    float[] inputs = data.inputs().get(0).toFloats();
    double sum = 0;
    long count = 0;
    for (int i = 0; i < ROWS * TIME; i++) {
      if (i % TIME + 1 < LENGTHS[i / TIME]) {
        sum += inputs[2 * i] + inputs[2 * i + 1] + inputs[2 * i + 2] + inputs[2 * i + 3];
        count++;
      }
    }
    GraphSource sums =
        network("sums", sequence(ANY, 2).withLengths())
            .then(conv1d(1, 2).noBias().with(kernel().initializer(ones())))
            .then(standardScaler("scaler"))
            .then(globalAveragePool1d())
            .build();
    long[] lengths = LENGTHS.clone();
    lengths[3] = 2;
    sum += inputs[3 * TIME * 2] + inputs[3 * TIME * 2 + 1];
    sum += inputs[3 * TIME * 2 + 2] + inputs[3 * TIME * 2 + 3];
    count++;
    Dataset longer =
        new Dataset(
            List.of(data.inputs().get(0), Tensor.of(lengths, ROWS)),
            List.of(Tensor.zeros(ROWS, 1)));
    Trained trained = trainer(sums).fit(longer);
    assertThat((double) trained.model().weights().get("scaler/center").toFloats()[0])
        .isCloseTo(sum / count, within(1e-4 * sum / count));
  }

  @Test
  void aScalerAtEveryStep() {
    GraphSource each =
        network("each", frames(ANY, vector(2)).withLengths())
            .then(timeDistributed(standardScaler("scaler")))
            .then(asSequence())
            .then(lstm(1))
            .build();
    Dataset data = new Dataset(steps(500).inputs(), List.of(Tensor.zeros(ROWS, 1)));
    Trained trained = trainer(each).fit(data);
    assertThat(trained.model().weights().get("scaler/center"))
        .isEqualTo(trainer(STEPS).fit(steps(500)).model().weights().get("scaler/center"));
  }

  @Test
  void wordsWhoseRestIsZeros() {
    GraphSource tags =
        network("tags", tokens(ANY))
            .then(embedding(7, 4).maskZero())
            .then(gru(5).returnSequences())
            .then(dense(3).activation(Activation.SOFTMAX))
            .build();
    long[] words = new long[ROWS * TIME];
    long[] labels = new long[ROWS * TIME];
    long[] others = new long[ROWS * TIME];
    for (int i = 0; i < words.length; i++) {
      boolean there = i % TIME < LENGTHS[i / TIME];
      words[i] = there ? 1 + i % 6 : 0;
      labels[i] = there ? i % 3 : 0;
      others[i] = there ? i % 3 : 2;
    }
    Trainer trainer =
        trainer(tags).loss(sparseCategoricalCrossentropy()).metrics(accuracy()).epochs(2);
    Tensor inputs = Tensor.of(words, ROWS, TIME);
    Trained one = trainer.fit(Dataset.of(inputs, Tensor.of(labels, ROWS, TIME)));
    Trained other = trainer.fit(Dataset.of(inputs, Tensor.of(others, ROWS, TIME)));
    assertThat(other.model().weights().tensors()).isEqualTo(one.model().weights().tensors());
    assertThat(other.history().of("accuracy")).isEqualTo(one.history().of("accuracy"));
    assertThat(one.history().of("accuracy").get(1)).isBetween(0.05, 1.0);
  }

  private static void refused(long length, String message) {
    long[] lengths = LENGTHS.clone();
    lengths[2] = length;
    Dataset data = steps(0);
    Dataset wrong =
        new Dataset(List.of(data.inputs().get(0), Tensor.of(lengths, ROWS)), data.targets());
    assertThatThrownBy(() -> trainer(STEPS).fit(wrong))
        .isInstanceOf(TrainingException.class)
        .hasMessage(message);
  }

  @Test
  void lengthsThatCannotBe() {
    refused(
        0,
        "steps: input \"lengths\": expected lengths from 1 to 8, the time of \"input\", got 0 in row 2."
            + " Leave empty rows out, and pad to the longest.");
    refused(
        9,
        "steps: input \"lengths\": expected lengths from 1 to 8, the time of \"input\", got 9 in row 2."
            + " Leave empty rows out, and pad to the longest.");
  }

  @Test
  void rowsThatAreTooShortForAKernel() {
    GraphSource valid =
        network("valid", sequence(ANY, 2).withLengths())
            .then(conv1d(3, 4))
            .then(globalAveragePool1d())
            .build();
    Dataset data = new Dataset(steps(0).inputs(), List.of(Tensor.zeros(ROWS, 3)));
    assertThatThrownBy(() -> trainer(valid).fit(data))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith("valid: conv1d/")
        .hasMessageContaining(
            "expected something to be left of time, got -2 for data of {batch=12, time=1}")
        .hasMessageEndingWith("Give longer rows, or use a smaller kernel or stride.");
  }

  @Test
  void aZeroBeforeOtherTokens() {
    GraphSource words =
        network("words", tokens(ANY)).then(embedding(7, 4).maskZero()).then(lstm(1)).build();
    long[] tokens = new long[ROWS * TIME];
    Arrays.fill(tokens, 3);
    tokens[2 * TIME + 4] = 0;
    assertThatThrownBy(
            () ->
                trainer(words)
                    .fit(Dataset.of(Tensor.of(tokens, ROWS, TIME), Tensor.zeros(ROWS, 1))))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            "words: input \"input\": expected zeros at the end of rows only, where they are padding,"
                + " got one before 3 in row 2. Number tokens from 1.");
  }

  @Test
  void namesOfTheInputs() {
    assertThat(STEPS.graph().inputs()).extracting("name").containsExactly("input", "lengths");
    assertThat(
            network("n", tokens(ANY).named("words").withLengths())
                .then(embedding(3, 2))
                .build()
                .graph()
                .inputs())
        .extracting("name")
        .containsExactly("words", "words_lengths");
  }
}

package dev.hebb.training;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.bidirectional;
import static dev.hebb.network.Layers.conv1d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.embedding;
import static dev.hebb.network.Layers.globalMaxPool1d;
import static dev.hebb.network.Layers.gru;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.masking;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.standardScaler;
import static dev.hebb.network.Layers.tokens;
import static dev.hebb.training.Losses.sparseCategoricalCrossentropy;
import static dev.hebb.training.Metrics.accuracy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.op.Activation;
import dev.hebb.training.data.Dataset;
import dev.hebb.training.data.Example;
import dev.hebb.training.data.Examples;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Padded rows that are read while the trainer is at work, as those in memory. */
class PaddedStreamTest {
  private static final int ROWS = 30;
  private static final int TIME = 7;

  private static final GraphSource TAGS =
      network("tags", sequence(ANY, 2).withLengths())
          .then(standardScaler("scaler"))
          .then(bidirectional(lstm(3).returnSequences()))
          .then(dense(4).activation(Activation.SOFTMAX))
          .build();

  private static final GraphSource WORDS =
      network("words", tokens(ANY))
          .then(embedding(9, 3).maskZero())
          .then(gru(4).returnSequences())
          .then(dense(4).activation(Activation.SOFTMAX))
          .build();

  private static final GraphSource MASKED =
      network("masked", sequence(ANY, 2))
          .then(masking(0.5))
          .then(conv1d(3, 2))
          .then(globalMaxPool1d())
          .build();

  private static int length(int row) {
    return 1 + row * 5 % TIME;
  }

  // Beyond the end of a row stands what is no class at all.
  private static Tensor labels(int row) {
    long[] labels = new long[TIME];
    Arrays.setAll(labels, step -> step < length(row) ? (row + step) % 4 : -100);
    return Tensor.of(labels, TIME);
  }

  private static Tensor numbers(int row, float padding) {
    float[] numbers = new float[TIME * 2];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i / 2 < length(row) ? (row * 7 + i * 3) % 11 - 4 : padding;
    }
    return Tensor.of(numbers, TIME, 2);
  }

  private static Tensor scalar(long number) {
    return Example.of(Tensor.zeros(1), number).target();
  }

  private static Example tagged(int row, long length) {
    return new Example(List.of(numbers(row, 1e30f), scalar(length)), List.of(labels(row)));
  }

  private static Tensor words(int row) {
    long[] words = new long[TIME];
    Arrays.setAll(words, step -> step < length(row) ? 1 + (row + 3 * step) % 8 : 0);
    return Tensor.of(words, TIME);
  }

  private static Trainer trainer(GraphSource source) {
    return Trainer.of(source).epochs(2).batchSize(8).readers(2).progress(Progress.silent());
  }

  private static Trainer tagger(GraphSource source) {
    return trainer(source).loss(sparseCategoricalCrossentropy()).metrics(accuracy());
  }

  @Test
  void theSameBitsInMemoryAndStreamed() {
    same(tagger(TAGS), Examples.of(ROWS, row -> tagged(row, length(row))));
    same(tagger(WORDS), Examples.of(ROWS, row -> Example.of(words(row), labels(row))));
    same(
        trainer(MASKED),
        Examples.of(
            ROWS, row -> Example.of(numbers(row % 7 == 0 ? 1 : row, 0.5f), Tensor.zeros(3))));
  }

  private static void same(Trainer trainer, Examples examples) {
    Dataset data = examples.toDataset();
    Trained resident = trainer.fit(data);
    Trained streamed = trainer.fit(examples);
    assertThat(streamed.model().weights()).isEqualTo(resident.model().weights());
    assertThat(streamed.history().of("loss")).isEqualTo(resident.history().of("loss"));
    assertThat(streamed.evaluate(examples)).isEqualTo(resident.evaluate(data));
    assertThat(streamed.predict(examples)).isEqualTo(resident.predict(data));
    assertThat(streamed.history().of("loss")).allMatch(Double::isFinite);
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(TrainingException.class).hasMessage(message);
  }

  // In memory and streamed, in training, evaluation and prediction.
  private static void refused(Trainer trainer, IntFunction<Example> row, String message) {
    Examples examples = Examples.of(ROWS, row);
    refused(() -> trainer.fit(examples), message);
    refused(() -> trainer.fit(examples.toDataset()), message);
    Trained trained = trainer.fit(examples.rows(0, 8));
    refused(() -> trained.evaluate(examples), message);
    refused(() -> trained.predict(examples), message);
    refused(() -> trained.predict(examples.toDataset()), message);
  }

  @Test
  void lengthsThatCannotBe() {
    for (long wrong : new long[] {0, -3, 8}) {
      refused(
          tagger(TAGS),
          row -> tagged(row, row == 17 ? wrong : length(row)),
          "tags: input \"lengths\": expected lengths from 1 to 7, the time of \"input\", got "
              + wrong
              + " in row 17. Leave empty rows out, and pad to the longest.");
    }
  }

  @Test
  void aZeroBeforeOtherTokens() {
    long[] broken = {3, 0, 2, 0, 0, 0, 0};
    refused(
        tagger(WORDS),
        row -> Example.of(row == 17 ? Tensor.of(broken, TIME) : words(row), labels(row)),
        "words: input \"input\": expected zeros at the end of rows only, where they are padding,"
            + " got one before 2 in row 17. Number tokens from 1.");
  }

  @Test
  void aMaskedStepBeforeOthers() {
    float[] broken = {1, 2, 0.5f, 3, 0.5f, 0.5f, 4, 5, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f};
    refused(
        trainer(MASKED),
        row ->
            Example.of(
                row == 17 ? Tensor.of(broken, TIME, 2) : numbers(row % 7 == 0 ? 1 : row, 0.5f),
                Tensor.zeros(3)),
        "masked: input \"input\": expected steps of 0.5 at the end of rows only, where they are"
            + " padding, got one before step 3 in row 17. Mask a number that no other step is"
            + " made of.");
  }

  @Test
  void tokensThatAreTooLarge() {
    long[] large = {3, 9, 2, 0, 0, 0, 0};
    Examples examples =
        Examples.of(
            ROWS, row -> Example.of(row == 17 ? Tensor.of(large, TIME) : words(row), labels(row)));
    refused(
        () -> tagger(WORDS).fit(examples),
        "data: input row 17: expected whole numbers from 0 to 8, got 9. Number from 0, or declare"
            + " more of them.");
    refused(
        () -> tagger(WORDS).fit(examples.toDataset()),
        "words: input \"input\": expected whole numbers from 0 to 8, got 9 in row 17. Number from"
            + " 0, or declare more of them.");
  }

  @Test
  void aLabelThatIsNoneWhereTheRowIs() {
    Examples examples =
        Examples.of(
            ROWS,
            row ->
                Example.of(words(row), row == 17 ? Tensor.of(new long[TIME], TIME) : labels(row)));
    long[] wrong = labels(17).toLongs();
    wrong[length(17) - 1] = -100;
    Examples broken =
        Examples.of(
            ROWS, row -> Example.of(words(row), row == 17 ? Tensor.of(wrong, TIME) : labels(row)));
    assertThat(tagger(WORDS).fit(examples).history().last().figures()).containsKey("accuracy");
    refused(
        () -> tagger(WORDS).fit(broken),
        "data: target row 17: expected whole numbers from 0 to 3, got -100. Number from 0, or"
            + " declare more of them.");
    refused(
        () -> tagger(WORDS).fit(broken.toDataset()),
        "words: target for output \"dense\": expected whole numbers from 0 to 3, got -100 in row"
            + " 17. Number from 0, or declare more of them.");
  }

  @Test
  void rowsThatAreTooShort() {
    // Row 14 has one step, and the kernel takes two.
    String message =
        "masked: conv1d/Conv[batch, features=3, time=time(masking) - 1]: expected something to be"
            + " left of time, got 0 for data of {batch=8, time=1}. Give longer rows, or use a"
            + " smaller kernel or stride.";
    Examples examples = Examples.of(ROWS, row -> Example.of(numbers(row, 0.5f), Tensor.zeros(3)));
    refused(() -> trainer(MASKED).inOrder().fit(examples.rows(7, 15)), message);
  }
}

package dev.hebb.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.runtime.ModelBuilder;
import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.PredictorException;
import dev.hebb.runtime.Predictors;
import dev.hebb.runtime.Samples;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels, as the file names them. */
class RankerTest {
  @TempDir private Path folder;

  @Test
  void theHighestScoreComesFirst() {
    ModelBuilder model =
        Samples.relu("batch", 4)
            .note("hebb.labels.y", "cat\ndog\nline\\nbreak\ncaf\\u00e9")
            .note("hebb.threshold.y", "0.3");
    try (Predictor p = open(model)) {
      Ranker ranker = Ranker.of(p);
      p.input().put(new float[] {9, 9, 9, 9, 0.1f, 0.6f, 0.3f, 0.6f});
      p.run();
      Ranking ranking = ranker.rank(p.output(), 1);
      assertThat(ranking.best()).isEqualTo(new Label("dog", 1, 0.6f));
      assertThat(ranking.labels().stream().map(Label::name))
          .containsExactly("dog", "café", "line\nbreak", "cat");
      assertThat(ranking.top(2)).hasSize(2).last().isEqualTo(new Label("café", 3, 0.6f));
      assertThat(ranking.top(9)).hasSize(4);
      assertThat(ranking.passed().stream().map(Label::index)).containsExactly(1, 3, 2);
    }
  }

  @Test
  void aThresholdForEach() {
    ModelBuilder model =
        Samples.relu("batch", 2).note("hebb.labels.y", "a\nb").note("hebb.threshold.y", "0.9\n0.2");
    try (Predictor p = open(model)) {
      Ranking ranking = Ranker.of(p).rank(new double[] {0.7, 0.3});
      assertThat(ranking.best().name()).isEqualTo("a");
      assertThat(ranking.passed()).containsExactly(new Label("b", 1, 0.3));
    }
  }

  @Test
  void oneNumberIsTheScoreOfTheSecondOfTwo() {
    try (Predictor p = open(Samples.relu("batch", 1).note("hebb.labels.y", "no\nyes"))) {
      Ranking ranking = Ranker.of(p).rank(new double[] {0.25});
      assertThat(ranking.labels())
          .containsExactly(new Label("no", 0, 0.75), new Label("yes", 1, 0.25));
      assertThat(ranking.passed()).hasSize(2);
    }
  }

  @Test
  void labelsOfTheWholeModelAndOfAnswers() {
    Path file =
        Samples.relu("batch", 2).note("hebb.labels", "left,right").write(folder.resolve("m.onnx"));
    try (Predictors predictors = Predictors.open(file, Predictor.with().trust());
        Batcher batcher = Batcher.with().over(predictors)) {
      Ranker ranker = predictors.call(Ranker::of);
      assertThat(ranker.rank(batcher.predict(new float[] {1, 2})).best().name()).isEqualTo("right");
    }
  }

  @Test
  void whatIsWrong() {
    refused(Samples.relu("batch", 3), "m.onnx: lacks the note hebb.labels.y. Export it again.");
    refused(
        Samples.relu("batch", 3).note("hebb.labels.y", "a\nb"),
        "m.onnx: output \"y\" [batch=2, 3]: expected 3 labels, got 2. Export it again.");
    refused(
        Samples.relu("batch", 2).note("hebb.labels.y", "a\nb").note("hebb.threshold.y", "high"),
        "m.onnx: note hebb.threshold.y: expected a number, or one for each label, got \"high\"."
            + " Export it again.");
    try (Predictor p = open(Samples.relu("batch", 5, 2).note("hebb.labels.y", "a\nb"))) {
      Ranker ranker = Ranker.of(p);
      assertThatThrownBy(() -> ranker.rank(p.output(), 0))
          .isInstanceOf(PredictorException.class)
          .hasMessage(
              "m.onnx: output \"y\" [batch=2, 5, 2] has not one score for each label in a row. Rank"
                  + " its scores yourself, 2 at a time.");
      assertThatThrownBy(() -> ranker.rank(new double[3]))
          .hasMessage("m.onnx: output \"y\": expected 2 scores, got 3. Give one for each label.");
      assertThat(ranker.rank(new double[] {1, 2}).top(1)).hasSize(1);
      assertThatThrownBy(() -> new Ranking(List.of(), List.of()).top(0))
          .hasMessage("top(0): expected at least 1.");
    }
  }

  private void refused(ModelBuilder model, String message) {
    try (Predictor p = open(model)) {
      assertThatThrownBy(() -> Ranker.of(p))
          .isInstanceOf(PredictorException.class)
          .hasMessage(message);
    }
  }

  private Predictor open(ModelBuilder model) {
    return Predictor.with().batch(2).trust().open(model.write(folder.resolve("m.onnx")));
  }
}

package dev.hebb.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.text.TextPredictor;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentimentTest {
  @TempDir Path folder;

  @Test
  void aSentenceIsReadAndJudged() {
    Sentiment sentiment = new Sentiment(3);
    Show show = new Show(folder, System.out);
    sentiment.run(show);
    assertThat(show.broken()).isEmpty();
    assertThat(show.held()).hasSize(7);
    show.card(sentiment).write(folder);
    assertThat(folder.resolve("sentiment.md"))
        .content()
        .contains("| `words` [batch, time] | `praise` [batch, features=1] |")
        .contains("\"Not good.\"");
    assertThat(folder.resolve("sentiment.png")).isNotEmptyFile();
    try (TextPredictor predictor = TextPredictor.open(folder.resolve("sentiment.onnx"))) {
      assertThat(predictor.labels()).containsExactly("blame", "praise");
      // Upper case and the space before a sign change nothing.
      assertThat(predictor.probabilities("Great phone!"))
          .isEqualTo(predictor.probabilities("GREAT phone !"));
      WordWeights weights = WordWeights.of(predictor, "Great phone!", "praise");
      assertThat(weights.words()).containsExactly("great", "phone", "!");
      assertThat(weights.share()).isGreaterThan(0.8);
      assertThat(weights.weights().get(0)).isPositive().isGreaterThan(weights.weights().get(1));
    }
  }

  @Test
  void foldsAreScoredBySource() {
    List<Review> held =
        List.of(
            new Review("a", "amazon", true),
            new Review("b", "amazon", false),
            new Review("c", "yelp", true),
            new Review("d", "yelp", true));
    SourceScores scores = new SourceScores();
    scores.add(held, new float[] {0.9f, 0.2f, 0.6f, 0.4f});
    scores.add(held, new float[] {0.9f, 0.8f, 0.6f, 0.7f});
    assertThat(scores.mean("amazon")).isEqualTo(75);
    assertThat(scores.mean("yelp")).isEqualTo(75);
    assertThat(scores.mean(SourceScores.ALL)).isEqualTo(75);
    assertThat(scores.deviation("amazon")).isCloseTo(Math.sqrt(1250), within(1e-9));
    assertThat(scores.deviation(SourceScores.ALL)).isZero();
    assertThat(scores.text("amazon")).isEqualTo("75.0 % (± 35.4 from fold to fold, 50.0 to 100.0)");
  }

  @Test
  void everyFoldHasItsShareOfEachKind() {
    List<Review> all = Review.all();
    assertThat(all).hasSize(3000);
    List<Integer> dealt = Folds.dealt(all.stream().mapToLong(Review::kind).toArray(), 10, 42);
    for (String source : Review.SOURCES) {
      for (boolean praises : new boolean[] {false, true}) {
        for (int fold = 0; fold < 10; fold++) {
          int rows = 0;
          for (int row = 0; row < dealt.size(); row++) {
            Review each = all.get(row);
            boolean kind = each.source().equals(source) && each.praises() == praises;
            rows += kind && dealt.get(row) == fold ? 1 : 0;
          }
          assertThat(rows).isEqualTo(50);
        }
      }
    }
  }
}

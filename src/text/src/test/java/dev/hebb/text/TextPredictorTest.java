package dev.hebb.text;

import static dev.hebb.runtime.ModelBuilder.INT64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.hebb.runtime.ModelBuilder;
import dev.hebb.runtime.PredictorException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextPredictorTest {
  @TempDir private Path folder;

  @Test
  void aLabelForAText() {
    try (TextPredictor reviews = open(TextSamples.review())) {
      assertThat(reviews.label("Good!")).isEqualTo("yes");
      assertThat(reviews.label("so bad")).isEqualTo("no");
      assertThat(reviews.labels()).containsExactly("no", "yes");
      assertThat(reviews.tokenizer()).isEqualTo(TextSamples.WORDS);
      assertThat(reviews.metadata()).containsKey("hebb.text.tokens");
      assertThat(reviews.proven()).isFalse(); // it has no golden vectors
    }
  }

  @Test
  void aProbabilityForEachLabel() {
    try (TextPredictor reviews = open(TextSamples.review())) {
      assertThat(reviews.probabilities("good !"))
          .containsExactly(entry("no", 0.125f), entry("yes", 0.875f));
    }
  }

  @Test
  void oneProbabilityIsThatOfTheSecondLabel() {
    try (TextPredictor reviews = open(TextSamples.one())) {
      assertThat(reviews.probabilities("good"))
          .containsExactly(entry("no", 0.25f), entry("yes", 0.75f));
      assertThat(reviews.label("good")).isEqualTo("yes");
      assertThat(reviews.label("bad")).isEqualTo("no");
      assertThat(reviews.label("so")).isEqualTo("no"); // at one half
    }
  }

  @Test
  void anUnknownWordAndNoWordAreNumberOne() {
    try (TextPredictor reviews = open(TextSamples.review())) {
      assertThat(reviews.probabilities("kumquat").get("yes")).isEqualTo(0.5f);
      assertThat(reviews.probabilities("").get("yes")).isEqualTo(0.5f);
      assertThat(reviews.probabilities(" \n\0").get("yes")).isEqualTo(0.5f);
      assertThat(reviews.probabilities("kumquat !").get("yes")).isEqualTo(0.75f);
      assertThat(reviews.probabilities("\uD83D\uDC4D\uD83C\uDFFD").get("yes")).isEqualTo(0.5f);
      assertThat(reviews.probabilities("\uD83D").get("yes")).isEqualTo(0.5f);
    }
  }

  @Test
  void aListGetsWhatEachGetsAlone() {
    List<String> texts = List.of("good", "bad so so so", "", "so good !", "bad", "good good");
    try (TextPredictor reviews = open(TextSamples.review())) {
      assertThat(reviews.label(texts))
          .hasSize(6)
          .isEqualTo(texts.stream().map(reviews::label).toList());
      assertThat(reviews.probabilities(texts))
          .isEqualTo(texts.stream().map(reviews::probabilities).toList());
    }
    try (TextPredictor tagger = open(TextSamples.tagger())) {
      assertThat(tagger.tags(texts)).isEqualTo(texts.stream().map(tagger::tags).toList());
    }
    try (TextPredictor opposite = open(TextSamples.opposite())) {
      assertThat(opposite.text(texts)).isEqualTo(texts.stream().map(opposite::text).toList());
    }
  }

  @Test
  void manyTextsTakeSeveralRuns() {
    List<String> texts = new ArrayList<>(Collections.nCopies(600, "so bad"));
    texts.set(599, "good");
    try (TextPredictor tagger = open(TextSamples.tagger())) {
      assertThat(tagger.tags(texts))
          .hasSize(600)
          .last()
          .isEqualTo(List.of(new Tag("good", "opinion")));
    }
  }

  @Test
  void aTagForEachToken() {
    try (TextPredictor tagger = open(TextSamples.tagger())) {
      assertThat(tagger.tags("So good!"))
          .containsExactly(
              new Tag("so", "filler"), new Tag("good", "opinion"), new Tag("!", "sign"));
      assertThat(tagger.tags("kumquat")).containsExactly(new Tag("kumquat", "filler"));
      assertThat(tagger.tags("")).isEmpty();
      assertThat(tagger.tags(List.of("", "so")))
          .containsExactly(List.of(), List.of(new Tag("so", "filler")));
    }
  }

  @Test
  void tagsSkipTheMarks() {
    Tokenizer marked = Tokenizer.words().with(Vocabulary.of(List.of("good", "!")).withMarks());
    Path file =
        TextSamples.tagger()
            .note("hebb.text.tokens", marked.note())
            .writeSealed(folder.resolve("marked.onnx"));
    try (TextPredictor tagger = TextPredictor.open(file)) { // fed 2, 4, 5, 3
      assertThat(tagger.tags("good!"))
          .containsExactly(new Tag("good", "filler"), new Tag("!", "sign"));
    }
    try (TextPredictor tagger = TextPredictor.with().maximumLength(3).truncate().open(file)) {
      assertThat(tagger.tags("good!")).containsExactly(new Tag("good", "filler"));
    }
  }

  @Test
  void aTextForAText() {
    try (TextPredictor opposite = open(TextSamples.opposite())) {
      assertThat(opposite.text("so bad!")).isEqualTo("so good!");
      assertThat(opposite.text("a kumquat")).isEqualTo("\uFFFD \uFFFD");
      assertThat(opposite.text("")).isEmpty();
      assertThat(opposite.labels()).isEmpty();
    }
  }

  @Test
  void aTextEndsAtItsEndMark() {
    Tokenizer marked =
        Tokenizer.characters()
            .with(Vocabulary.of(List.of("a", "b", " ", "\uD83D\uDE00")).withMarks());
    try (TextPredictor echo = open(TextSamples.echo(marked))) {
      assertThat(echo.text("ab \uD83D\uDE00b")).isEqualTo("ab \uD83D\uDE00b");
      assertThat(echo.text(List.of("a", "ba", "", " "))).containsExactly("a", "ba", "", " ");
    }
  }

  @Test
  void aModelOfAFixedLengthIsFedThatLength() {
    Path file =
        new ModelBuilder()
            .hebb()
            .note("hebb.text.tokens", TextSamples.WORDS.note())
            .note("hebb.text.same", TextSamples.WORDS.note())
            .input("tokens", INT64, "batch", 3)
            .output("same", INT64, "batch", 3)
            .node("Identity", List.of("tokens"), "same")
            .writeSealed(folder.resolve("three.onnx"));
    try (TextPredictor three = TextPredictor.open(file)) {
      assertThat(three.text(List.of("good", "so good!"))).containsExactly("good", "so good!");
      assertThatThrownBy(() -> three.text(List.of("so", "so so so so")))
          .isInstanceOf(PredictorException.class)
          .hasMessage(
              "three.onnx: text 2 of 2: expected at most 3 tokens, got 4."
                  + " Shorten it, or open with TextPredictor.with().truncate().");
    }
    try (TextPredictor three = TextPredictor.with().truncate().open(file)) {
      assertThat(three.text("so good so bad")).isEqualTo("so good so");
    }
  }

  @Test
  void aTextThatIsTooLongIsRefusedOrCut() {
    Path file = TextSamples.tagger().writeSealed(folder.resolve("tagger.onnx"));
    try (TextPredictor tagger = TextPredictor.with().maximumLength(2).open(file)) {
      assertThat(tagger.tags("so good")).hasSize(2);
      assertThatThrownBy(() -> tagger.tags("so very good"))
          .isInstanceOf(PredictorException.class)
          .hasMessage(
              "tagger.onnx: text 1 of 1: expected at most 2 tokens, got 3."
                  + " Shorten it, or open with TextPredictor.with().truncate().");
    }
    try (TextPredictor tagger = TextPredictor.with().maximumLength(2).truncate().open(file)) {
      assertThat(tagger.tags("so good !")).hasSize(2);
    }
    try (TextPredictor tagger = TextPredictor.open(file)) {
      assertThat(tagger.tags("so ".repeat(100_000))).hasSize(100_000);
    }
  }

  @Test
  void lengthsAreFedWhereTheModelTakesThem() {
    // A tokenizer whose tokens are the lengths as words: the model says how long each row is.
    Tokenizer counts = Tokenizer.words().with(Vocabulary.of(List.of("two", "three")));
    Path file =
        new ModelBuilder()
            .hebb()
            .note("hebb.text.tokens", TextSamples.WORDS.note())
            .note("hebb.padding.tokens", "0")
            .note("hebb.lengths.counts", "tokens")
            .note("hebb.text.long", counts.note())
            .input("tokens", INT64, "batch", "time")
            .input("counts", INT64, "batch")
            .output("long", INT64, "batch", 1)
            .longs("one", 1)
            .node("Unsqueeze", List.of("counts", "one"), "long")
            .writeSealed(folder.resolve("long.onnx"));
    try (TextPredictor length = TextPredictor.open(file)) {
      assertThat(length.text(List.of("so good", "so so good", "so bad")))
          .containsExactly("two", "three", "two");
    }
  }

  @Test
  void severalThreadsAskAtOnce() throws ExecutionException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (TextPredictor opposite = open(TextSamples.opposite())) {
      List<Future<Boolean>> done = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        String text = thread % 2 == 0 ? "so bad" : "good!";
        String says = thread % 2 == 0 ? "so good" : "bad!";
        done.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 200; i++) {
                    assertThat(opposite.text(text)).isEqualTo(says);
                  }
                  return true;
                }));
      }
      for (Future<Boolean> each : done) {
        assertThat(each.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void nothingIsAskedAfterItIsClosed() {
    TextPredictor reviews = open(TextSamples.review());
    reviews.close();
    reviews.close();
    assertThatThrownBy(() -> reviews.label("good"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("model.onnx: this TextPredictor is closed. Open the file again.");
    assertThat(reviews.labels()).containsExactly("no", "yes");
  }

  private TextPredictor open(ModelBuilder model) {
    return TextPredictor.open(model.writeSealed(folder.resolve("model.onnx")));
  }
}

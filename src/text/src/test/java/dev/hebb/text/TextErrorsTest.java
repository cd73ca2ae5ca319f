package dev.hebb.text;

import static dev.hebb.runtime.ModelBuilder.FLOAT;
import static dev.hebb.runtime.ModelBuilder.INT64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.runtime.ModelBuilder;
import dev.hebb.runtime.PredictorException;
import dev.hebb.runtime.Samples;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a model that cannot be asked in text is told. */
class TextErrorsTest {
  @TempDir private Path folder;

  @Test
  void noTokenizer() {
    opened(
        Samples.dense(),
        "model.onnx: expected one input with a tokenizer, got 0."
            + " Export it with Onnx.export(model).text(\"x\", tokenizer).");
  }

  @Test
  void noLabels() {
    opened(
        Samples.tokens().note("hebb.text.tokens", TextSamples.WORDS.note()),
        "model.onnx: input \"lengths\" is no text, and a TextPredictor feeds nothing else."
            + " Use a Predictor.");
    opened(
        plain(),
        "model.onnx: expected an output with labels or a tokenizer, got outputs [same]."
            + " Export it with Onnx.export(model).labels(\"same\", names)"
            + " or .text(\"same\", tokenizer).");
  }

  @Test
  void severalInputsWithTokenizers() {
    opened(
        plain()
            .input("more", INT64, "batch", "time")
            .note("hebb.text.more", TextSamples.WORDS.note()),
        "model.onnx: expected one input with a tokenizer, got 2."
            + " Export it with Onnx.export(model).text(\"tokens\", tokenizer), or use a Predictor.");
  }

  @Test
  void severalOutputs() {
    ModelBuilder two =
        TextSamples.tagger()
            .output("other", FLOAT, "batch", "time", 3)
            .node("Identity", List.of("says"), "other")
            .note("hebb.labels.other", "a\nb\nc");
    opened(
        two,
        "model.onnx: has 2 outputs with labels or a tokenizer, [says, other]."
            + " Name one: TextPredictor.with().output(\"says\").");
    Path file = two.writeSealed(folder.resolve("two.onnx"));
    try (TextPredictor other = TextPredictor.with().output("other").open(file)) {
      assertThat(other.tags("so")).containsExactly(new Tag("so", "b"));
    }
    refused(
        () -> TextPredictor.with().output("third").open(file),
        "two.onnx: expected an output \"third\" with labels or a tokenizer, got outputs"
            + " [says, other]. Export it with Onnx.export(model).labels(\"says\", names)"
            + " or .text(\"says\", tokenizer).");
  }

  @Test
  void theVocabularyOfAnotherModel() {
    opened(
        TextSamples.review().note("hebb.limit.tokens", "5"),
        "model.onnx: input \"tokens\" takes numbers below 5, but its tokenizer has 6:"
            + " it is another model's. Export it again.");
    opened(
        TextSamples.opposite()
            .note("hebb.text.said", TextSamples.WORDS.note().replace("tokens=4\nbad", "tokens=3")),
        "model.onnx: output \"said\" has a tokenizer of 5, but gives float32 [batch, time, 6]:"
            + " it is another model's. Export it again.");
  }

  @Test
  void labelsOfAnotherModel() {
    opened(
        TextSamples.review().note("hebb.labels.says", "a\nb\nc"),
        "model.onnx: output \"says\" has 3 labels, but gives float32 [batch, 2]. Export it again.");
    opened(
        plain().note("hebb.labels.same", "a\nb"),
        "model.onnx: output \"same\" has 2 labels, but gives int64 [batch, time]. Export it again.");
  }

  @Test
  void notesThatWereChanged() {
    opened(
        TextSamples.review().note("hebb.text.tokens", "words"),
        "model.onnx: note hebb.text.tokens: tokenizer: line 1: expected \"hebb-tokenizer 1\","
            + " got \"words\". It is no tokenizer.");
    opened(
        TextSamples.review()
            .note("hebb.text.tokens", TextSamples.WORDS.note().replace("words", "byte-pair")),
        "model.onnx: note hebb.text.tokens: tokenizer: expected a library for the kind"
            + " \"byte-pair\" on the classpath, got none. Add dev.hebb:hebb-bytepair.");
    opened(
        TextSamples.review().note("hebb.labels.says", "yes\nyes"),
        "model.onnx: note hebb.labels.says: labels: expected names that differ, got \"yes\" twice."
            + " Give each label a name of its own.");
    opened(
        TextSamples.review().note("hebb.limit.tokens", "0"),
        "model.onnx: note hebb.limit.tokens: expected an integer of at least 1, got \"0\"."
            + " Export it again.");
  }

  @Test
  void aTokenizerForWhatIsNoText() {
    opened(
        Samples.relu("batch", 3)
            .hebb()
            .note("hebb.text.x", TextSamples.WORDS.note())
            .note("hebb.labels.y", "a\nb\nc"),
        "model.onnx: input \"x\" has a tokenizer, but takes no rows of whole numbers."
            + " Export it again.");
  }

  @Test
  void theWrongQuestion() {
    try (TextPredictor reviews = open(TextSamples.review())) {
      refused(
          () -> reviews.tags("good"),
          "model.onnx: output \"says\" gives one label a text, not one a token."
              + " Ask label(...) or probabilities(...).");
      refused(
          () -> reviews.text("good"),
          "model.onnx: output \"says\" has no tokenizer."
              + " Export it with Onnx.export(model).text(\"says\", tokenizer).");
      refused(
          () -> reviews.label(List.of()),
          "model.onnx: expected at least one text, got none. Give one.");
    }
    try (TextPredictor tagger = open(TextSamples.tagger())) {
      refused(
          () -> tagger.label("good"),
          "model.onnx: output \"says\" gives one label a token, not one a text. Ask tags(...).");
    }
    try (TextPredictor opposite = open(TextSamples.opposite())) {
      refused(
          () -> opposite.probabilities("good"),
          "model.onnx: output \"said\" has no labels."
              + " Export it with Onnx.export(model).labels(\"said\", names).");
      refused(
          () -> opposite.tags("good"),
          "model.onnx: output \"said\" has no labels."
              + " Export it with Onnx.export(model).labels(\"said\", names).");
    }
  }

  @Test
  void whatIsNoProbability() {
    float[] logits = {0, 0, 0, 0, 0, 0, -3, 4, 0, 0, Float.NaN, 0};
    try (TextPredictor reviews = open(TextSamples.means("time", logits, "no", "yes"))) {
      assertThat(reviews.label("good")).isEqualTo("yes");
      refused(
          () -> reviews.probabilities("good"),
          "model.onnx: output \"says\" gives -3.0, which is no probability."
              + " End the network with SOFTMAX or SIGMOID.");
      refused(
          () -> reviews.label("!"),
          "model.onnx: output \"says\" gives what is not a number (NaN)."
              + " Check how the model was trained.");
    }
  }

  @Test
  void moreOrFewerPlacesThanTokens() {
    ModelBuilder summary =
        new ModelBuilder()
            .hebb()
            .note("hebb.text.tokens", TextSamples.WORDS.note())
            .note("hebb.labels.says", "a\nb")
            .input("tokens", INT64, "batch", "time")
            .output("says", FLOAT, "batch", 1, 2)
            .floats("table", new float[12], 6, 2)
            .longs("first", 0)
            .node("Gather", List.of("tokens", "first"), "one", ModelBuilder.integer("axis", 1))
            .node("Gather", List.of("table", "one"), "says");
    try (TextPredictor first = open(summary)) {
      assertThat(first.tags("so")).containsExactly(new Tag("so", "a"));
      refused(
          () -> first.tags("so good"),
          "model.onnx: output \"says\" gives 1 places for 2 tokens."
              + " Declare the model so that it gives one for each.");
    }
  }

  @Test
  void anOutputOfNumbersOfAnotherVocabulary() {
    ModelBuilder constant =
        TextSamples.echo(TextSamples.WORDS)
            .output("nine", INT64, "batch", "time")
            .longs("number", 9)
            .node("Mul", List.of("tokens", "number"), "nine")
            .note("hebb.text.nine", TextSamples.WORDS.note());
    Path file = constant.writeSealed(folder.resolve("nine.onnx"));
    try (TextPredictor nine = TextPredictor.with().output("nine").open(file)) {
      refused(
          () -> nine.text("kumquat"),
          "nine.onnx: output \"nine\" cannot be read as text (vocabulary: expected a number from 0"
              + " to 5, got 9. It is a number of another vocabulary.)");
    }
  }

  @Test
  void optionsThatCannotBe() {
    refused(() -> TextPredictor.with().maximumLength(0), "maximumLength(0): expected at least 1.");
    refused(() -> TextPredictor.with().threads(0), "threads(0): expected at least 1.");
    Path file =
        TextSamples.tagger()
            .note("hebb.text.tokens", TextSamples.WORDS.note().replace("marks=false", "marks=true"))
            .writeSealed(folder.resolve("marked.onnx"));
    refused(
        () -> TextPredictor.with().maximumLength(2).truncate().open(file),
        "marked.onnx: encode: expected a maximum length of at least 3, got 2. Allow more.");
  }

  private static ModelBuilder plain() {
    return new ModelBuilder()
        .hebb()
        .note("hebb.text.tokens", TextSamples.WORDS.note())
        .input("tokens", INT64, "batch", "time")
        .output("same", INT64, "batch", "time")
        .node("Identity", List.of("tokens"), "same");
  }

  private TextPredictor open(ModelBuilder model) {
    return TextPredictor.open(model.writeSealed(folder.resolve("model.onnx")));
  }

  private void opened(ModelBuilder model, String message) {
    refused(() -> open(model).close(), message);
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(PredictorException.class).hasMessage(message);
  }
}

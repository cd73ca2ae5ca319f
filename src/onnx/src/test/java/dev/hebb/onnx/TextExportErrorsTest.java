package dev.hebb.onnx;

import static dev.hebb.graph.op.Activation.SIGMOID;
import static dev.hebb.graph.op.Activation.SOFTMAX;
import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.embedding;
import static dev.hebb.network.Layers.globalAveragePool1d;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.Model;
import dev.hebb.text.Tokenizer;
import dev.hebb.text.Vocabulary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokenizers and labels that are not this model's. */
class TextExportErrorsTest {
  private static final Tokenizer FIVE =
      Tokenizer.words().with(Vocabulary.of(List.of("a", "b", "c")));

  @TempDir private Path folder;

  private static Model model(long words) {
    return Models.of(
        network("reviews", tokens(ANY).named("tokens"))
            .then(embedding(words, 3).maskZero())
            .then(globalAveragePool1d())
            .then(dense(3).activation(SOFTMAX))
            .build());
  }

  private static Model each(int labels) {
    return Models.of(
        network("tags", tokens(ANY)).then(embedding(9, 3)).then(dense(labels)).build());
  }

  @Test
  void theVocabularyOfAnotherModel() {
    Onnx.export(model(5)).text("tokens", FIVE);
    refused(
        () -> Onnx.export(model(4)).text("tokens", FIVE),
        "reviews: text(\"tokens\"): expected a vocabulary of at most 4, which is what the network"
            + " looks up, got one of 5: it is another model's. Fit it with maximumSize(4), or"
            + " declare an embedding of 5.");
    Onnx.export(each(5)).text("dense", FIVE);
    refused(
        () -> Onnx.export(each(6)).text("dense", FIVE),
        "tags: text(\"dense\"): expected a vocabulary of 6, which is what the output"
            + " gives, got one of 5: it is another model's. End the network in dense(5), or fit"
            + " another.");
  }

  @Test
  void whatIsNoText() {
    refused(
        () -> Onnx.export(model(5)).text("words", FIVE),
        "reviews: text(\"words\"): expected an input or output, of [tokens] and [dense], got"
            + " neither. Name one of them.");
    refused(
        () -> Onnx.export(model(5)).text("dense", FIVE),
        "reviews: text(\"dense\"): expected tokens, or a number for each token of the vocabulary"
            + " at each step, got FLOAT32 [batch, features=3]. End the network in a sequence.");
    Model steps = Models.of(network("steps", sequence(ANY, 2)).then(dense(5)).build());
    refused(
        () -> Onnx.export(steps).text("input", FIVE),
        "steps: text(\"input\"): expected rows of whole numbers, got FLOAT32 [batch, time,"
            + " features=2]. Begin the network with tokens(...).");
    Model lengths =
        Models.of(
            network("rows", tokens(ANY).withLengths())
                .then(embedding(5, 2))
                .then(dense(5))
                .build());
    refused(
        () -> Onnx.export(lengths).text("lengths", FIVE),
        "rows: text(\"lengths\"): expected rows of whole numbers, got INT64 [batch]. Begin the"
            + " network with tokens(...).");
  }

  @Test
  void thresholdsOfLabels() {
    Export labelled = Onnx.export(model(5)).labels("dense", List.of("a", "b", "c"));
    labelled.threshold("dense", 0.5).threshold("dense", 0.5, 0.25, 0.125);
    refused(
        () -> labelled.threshold("dense", 0.5, 0.5),
        "reviews: threshold(\"dense\"): expected 1 number or 3, one for each label, got 2."
            + " Give as many.");
    refused(
        () -> Onnx.export(model(5)).threshold("dense", 0.5),
        "reviews: threshold(\"dense\"): expected an output with labels, got one without. Give it"
            + " labels(...) first.");
  }

  @Test
  void labelsOfAnotherModel() {
    Onnx.export(model(5)).labels("dense", List.of("a", "b", "c"));
    refused(
        () -> Onnx.export(model(5)).labels("dense", List.of("a", "b")),
        "reviews: labels(\"dense\"): expected 3 labels, as many as the output gives numbers,"
            + " got 2. Give one for each.");
    refused(
        () -> Onnx.export(model(5)).labels("tokens", List.of("a", "b", "c")),
        "reviews: labels(\"tokens\"): expected an output, of [dense], got none. Name one of them.");
    refused(
        () -> Onnx.export(model(5)).labels("dense", List.of("a", "b", "a")),
        "reviews: labels(\"dense\"): labels: expected names that differ, got \"a\" twice."
            + " Give each label a name of its own.");
    Model one =
        Models.of(
            network("one", tokens(ANY))
                .then(embedding(5, 3))
                .then(globalAveragePool1d())
                .then(dense(1).activation(SIGMOID))
                .build());
    Onnx.export(one).labels("dense", List.of("no", "yes"));
    refused(
        () -> Onnx.export(one).labels("dense", List.of("no", "yes", "never")),
        "one: labels(\"dense\"): expected 2 labels, as one number is the probability of the"
            + " second, got 3. Give two.");
  }

  @Test
  void notesThatWereReadFromAFileAreCheckedToo() {
    Path file = folder.resolve("x.onnx");
    Model other = model(5).noted("text.tokens", FIVE.note().replace("tokens=3", "tokens=2"));
    refused(
        () -> Onnx.export(other).to(file),
        "reviews: note text.tokens: tokenizer: line 10: expected the end, got \"c\"."
            + " It was changed.");
    Model gone = model(5).noted("labels.elsewhere", "a\nb");
    refused(
        () -> Onnx.export(gone).to(file),
        "reviews: labels(\"elsewhere\"): expected an output, of [dense], got none."
            + " Name one of them.");
    assertThat(Files.exists(file)).isFalse();
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(ExportException.class).hasMessage(message);
  }
}

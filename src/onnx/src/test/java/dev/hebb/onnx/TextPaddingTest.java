package dev.hebb.onnx;

import static dev.hebb.graph.op.Activation.SOFTMAX;
import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.concat;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.embedding;
import static dev.hebb.network.Layers.globalAveragePool1d;
import static dev.hebb.network.Layers.gru;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.tokens;
import static dev.hebb.training.Adam.adam;
import static dev.hebb.training.Losses.sparseCategoricalCrossentropy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Model;
import dev.hebb.graph.Tensor;
import dev.hebb.network.Rank.Tokens;
import dev.hebb.network.Stage;
import dev.hebb.text.Tag;
import dev.hebb.text.TextPredictor;
import dev.hebb.text.TokenBatch;
import dev.hebb.text.Tokenizer;
import dev.hebb.training.Loss;
import dev.hebb.training.Progress;
import dev.hebb.training.Trainer;
import dev.hebb.training.data.Dataset;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A text gets in a list what it gets alone, whatever pads it. */
class TextPaddingTest {
  @TempDir private Path folder;

  private static Tensor tensor(TokenBatch batch) {
    return Tensor.of(batch.values(), batch.rows(), batch.time());
  }

  private static Model trained(GraphSource network, Loss loss, Dataset data) {
    return Trainer.of(network)
        .loss(loss)
        .optimizer(adam().learningRate(0.05))
        .epochs(80)
        .batchSize(5)
        .seed(3)
        .progress(Progress.silent())
        .fit(data)
        .model();
  }

  @Test
  void tagsWithoutPaddingInTheModelAreThoseOfEachTextAlone() {
    List<String> texts =
        List.of("Ada met Bob", "the cat met Ada", "Bob sat", "the dog and Bob", "a cat");
    Tokenizer words = Tokenizer.words().fit(texts);
    GraphSource network =
        network("names", tokens(ANY).named("tokens"))
            .then(embedding(words.size(), 4))
            .then(gru(6).returnSequences())
            .then(dense(2).activation(SOFTMAX))
            .output("tags", "")
            .build();
    TokenBatch batch = words.encode(texts);
    long[] numbers = batch.values();
    long[] names = new long[numbers.length];
    for (int i = 0; i < names.length; i++) {
      names[i] =
          numbers[i] == words.numbers("Ada")[0] || numbers[i] == words.numbers("Bob")[0] ? 1 : 0;
    }
    Dataset data = Dataset.of(tensor(batch), Tensor.of(names, batch.rows(), batch.time()));
    Model model = trained(network, sparseCategoricalCrossentropy(), data);
    Path file = folder.resolve("names.onnx");
    Onnx.export(model).text("tokens", words).labels("tags", List.of("other", "name")).to(file);
    try (TextPredictor tagger = TextPredictor.open(file)) {
      assertThat(tagger.tags("Bob met the cat"))
          .containsExactly(
              new Tag("Bob", "name"),
              new Tag("met", "other"),
              new Tag("the", "other"),
              new Tag("cat", "other"));
      List<String> asked = List.of("Ada sat", "the dog met a cat and Ada", "", "Bob", "Ada met");
      assertThat(tagger.tags(asked)).isEqualTo(asked.stream().map(tagger::tags).toList());
    }
  }

  @Test
  void textForTextWithLengths() {
    List<String> small = List.of("abc", "hebb", "a", "cab", "beach", "hab");
    List<String> large = small.stream().map(text -> text.toUpperCase(Locale.ROOT)).toList();
    Tokenizer from = Tokenizer.characters().fit(small);
    Tokenizer to = Tokenizer.characters().fit(large);
    GraphSource network =
        network("shout", tokens(ANY).named("small").withLengths())
            .then(embedding(from.size(), 8))
            .then(gru(8).returnSequences())
            .then(dense(to.size()).activation(SOFTMAX))
            .output("large", "")
            .build();
    TokenBatch batch = from.encode(small);
    Dataset data =
        new Dataset(
            List.of(tensor(batch), Tensor.of(batch.lengths(), batch.rows())),
            List.of(tensor(to.encode(large))));
    Model model = trained(network, sparseCategoricalCrossentropy(), data);
    Path file = folder.resolve("shout.onnx");
    Onnx.export(model).text("small", from).text("large", to).to(file);
    try (TextPredictor shout = TextPredictor.open(file)) {
      assertThat(shout.metadata())
          .containsEntry("hebb.lengths.small_lengths", "small")
          .containsEntry("hebb.padding.small", "0")
          .containsEntry("hebb.limit.small", Integer.toString(from.size()));
      assertThat(shout.text("bach")).isEqualTo("BACH");
      assertThat(shout.text(List.of("abc", "", "hebb", "a")))
          .containsExactly("ABC", "", "HEBB", "A");
    }
  }

  @Test
  void aModelOneBranchOfWhichReadsPaddingIsNotFilledUp() {
    Stage<Tokens, Tokens> words = network("both", tokens(ANY));
    Model model =
        Models.of(
            concat(
                    words.then(embedding(8, 3).maskZero()).then(globalAveragePool1d()),
                    words.then(embedding(8, 3)).then(globalAveragePool1d()))
                .then(dense(2).activation(SOFTMAX))
                .build());
    Tokenizer tokenizer = Tokenizer.words().fit(List.of("a b c"));
    Path file = folder.resolve("both.onnx");
    Onnx.export(model).text("input", tokenizer).labels("dense", List.of("no", "yes")).to(file);
    List<String> texts = List.of("a b c c", "a", "b c");
    try (TextPredictor both = TextPredictor.open(file)) {
      assertThat(both.metadata()).doesNotContainKey("hebb.padding.input");
      assertThat(both.probabilities(texts))
          .isEqualTo(texts.stream().map(both::probabilities).toList());
    }
  }
}

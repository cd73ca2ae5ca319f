package dev.hebb.gallery;

import static dev.hebb.graph.op.Activation.SOFTMAX;
import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.attention;
import static dev.hebb.network.Layers.branch;
import static dev.hebb.network.Layers.concat;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.embedding;
import static dev.hebb.network.Layers.globalAveragePool1d;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.tokens;
import static dev.hebb.training.Adam.adam;
import static dev.hebb.training.Losses.sparseCategoricalCrossentropy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.graph.Generation;
import dev.hebb.graph.Tensor;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Several;
import dev.hebb.network.Rank.Tokens;
import dev.hebb.network.Rank.Vector;
import dev.hebb.network.Recurred;
import dev.hebb.network.Stage;
import dev.hebb.onnx.Onnx;
import dev.hebb.runtime.Predictor;
import dev.hebb.text.Decoded;
import dev.hebb.text.Decoder;
import dev.hebb.text.Decoding;
import dev.hebb.text.TextPredictor;
import dev.hebb.text.TokenBatch;
import dev.hebb.text.Tokenizer;
import dev.hebb.text.Vocabulary;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import dev.hebb.training.data.Dataset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's translator, and texts that go in as they are. */
class ReadmeTextTest {
  @TempDir Path folder;

  @Test
  void text() {
    List<String> bad = List.of("Terrible!", "so boring", "bad");
    List<String> good = List.of("Wonderful!", "fun", "I love it");
    List<String> reviews = new ArrayList<>();
    long[] said = new long[48];
    for (int i = 0; i < said.length; i++) {
      said[i] = i % 2;
      reviews.add((i % 2 == 0 ? bad : good).get(i / 2 % 3) + " A little film, " + i);
    }
    Tensor liked = Tensor.of(said, said.length);
    Path file = folder.resolve("sentiment.onnx");
    // spotless:off
    Tokenizer words =
        Tokenizer.words().lowerCase().fit(reviews, Vocabulary.with().maximumSize(5_000));
    Network<Tokens, Vector> sentiment =
        network("sentiment", tokens(ANY).named("words"))
            .then(embedding(words.size(), 8).maskZero())
            .then(globalAveragePool1d())
            .then(dense(2).activation(SOFTMAX))
            .build();
    TokenBatch rows = words.encode(reviews);
    Tensor numbers = Tensor.of(rows.values(), rows.rows(), rows.time());
    Trained trained =
        Trainer.of(sentiment)
            .loss(sparseCategoricalCrossentropy())
            .optimizer(adam().learningRate(0.05))
            .epochs(50)
            .fit(Dataset.of(numbers, liked));
    Onnx.export(trained.model())
        .text("words", words)
        .labels("dense", List.of("bad", "good"))
        .to(file);

    try (TextPredictor predictor = TextPredictor.open(file)) {
      String label = predictor.label("A wonderful little film!");
      // spotless:on
      assertThat(label).isEqualTo("good");
      assertThat(predictor.label(List.of("so terrible", "great fun")))
          .containsExactly("bad", "good");
    }
  }

  @Test
  void anEncoderAndADecoder() {
    Tensor source = words(9);
    Tensor target = words(7);
    Tensor next = words(7);
    // spotless:off
    Recurred<Several, Sequence> encoded =
        branch("translator", tokens(ANY).named("source").time("source_time"))
            .then(embedding(2_000, 64).maskZero()) // zeros at the end of a row are padding
            .then(lstm(128).returnSequences().returnState());
    Stage<Several, Sequence> decoded =
        branch("translator", tokens(ANY).named("target").time("target_time"))
            .then(embedding(2_000, 64).maskZero())
            .then(lstm(128).returnSequences().from(encoded.states()));
    Stage<Several, Sequence> context = decoded.then(attention().over(encoded.output()));
    Network<Several, Sequence> translator =
        concat(decoded, context).then(dense(2_000).activation(SOFTMAX)).build();

    Dataset sentences = new Dataset(List.of(source, target), List.of(next));
    Trained trained = Trainer.of(translator).loss(sparseCategoricalCrossentropy()).fit(sentences);
    // spotless:on
    Path file = folder.resolve("translator.onnx");
    Onnx.export(trained.model()).to(file);
    try (Predictor p = Predictor.with().dim("source_time", 9).dim("target_time", 1).open(file)) {
      assertThat(p.inputs()).extracting(port -> port.name()).containsExactly("source", "target");
      assertThat(p.output().dims()).containsExactly(1, 1, 2_000);
    }
    written(trained, new long[] {5, 6, 7, 8});
  }

  // Sentences of words 1, 2, 3, …, every other row one word shorter.
  private static Tensor words(int longest) {
    long[] words = new long[32 * longest];
    Arrays.setAll(words, i -> i % longest == longest - 1 && i / longest % 2 == 0 ? 0 : 1 + i);
    return Tensor.of(words, 32, longest);
  }

  private void written(Trained trained, long[] sentence) {
    Path file = folder.resolve("whole.onnx");
    Path begin = folder.resolve("begin.onnx");
    Path step = folder.resolve("step.onnx");
    // spotless:off
    Generation words =
        Generation.greedy(2, 3).over("target_time").most(30); // between start 2 and end 3
    Onnx.export(trained.model()).generating(words).to(file);
    Onnx.export(trained.model()).streaming().over("target_time").begin(begin).to(step);

    try (Decoder decoder = Decoder.with().marks(2, 3).most(30).open(begin, step)) {
      decoder.feed("source", sentence);
      Decoded best = decoder.decode(Decoding.beam(4).lengthPenalty(0.6)).get(0);
      // spotless:on
      assertThat(best.logarithm()).isNegative();
      List<Long> greedy = decoder.decode(Decoding.greedy()).get(0).tokens();
      try (Predictor loop = Predictor.with().dim("source_time", 4).open(file)) {
        loop.input().put(0, sentence);
        loop.run();
        for (int i = 0; i < 30; i++) {
          assertThat(loop.output().getLong(i)).isEqualTo(i < greedy.size() ? greedy.get(i) : 0);
        }
      }
    }
  }
}

package dev.hebb.gallery;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.attention;
import static dev.hebb.network.Layers.bidirectional;
import static dev.hebb.network.Layers.branch;
import static dev.hebb.network.Layers.concat;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.dropout;
import static dev.hebb.network.Layers.embedding;
import static dev.hebb.network.Layers.gru;
import static dev.hebb.network.Layers.tokens;

import dev.hebb.graph.Model;
import dev.hebb.graph.op.Activation;
import dev.hebb.network.Attended;
import dev.hebb.network.Rank;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Several;
import dev.hebb.network.Recurred;
import dev.hebb.network.Stage;
import dev.hebb.text.Tokenizer;
import dev.hebb.text.Vocabulary;
import dev.hebb.training.Adam;
import dev.hebb.training.Losses;
import dev.hebb.training.Trainer;
import dev.hebb.training.data.Dataset;
import java.util.ArrayList;
import java.util.List;

/**
 * An encoder that reads English in both directions and a decoder that writes French, fed what it
 * should have said before.
 *
 * @param english how English is cut and numbered
 * @param french how French is
 * @param units of the decoder; half as many for each direction of the encoder
 */
record Translator(Tokenizer english, Tokenizer french, int units) {
  private static final int WORD = 64;
  private static final double DROPOUT = 0.3;
  private static final int BATCH = 64;
  private static final double RATE = 3e-3;
  private static final int LONGEST = 24; // tokens; there are a few longer ones

  /** With the words that are there twice at least. */
  static Translator of(List<EnglishFrench.Pair> training, int englishWords, int words, int units) {
    return new Translator(
        Tokenizer.words()
            .lowerCase()
            .fit(
                training.stream().map(EnglishFrench.Pair::english).toList(),
                Vocabulary.with().maximumSize(englishWords).minimumCount(2)),
        Tokenizer.words()
            .french()
            .fit(
                training.stream().map(EnglishFrench.Pair::french).toList(),
                Vocabulary.with().maximumSize(words).minimumCount(2).marks()),
        units);
  }

  /** All that the decoder knows of the sentence is its first state. */
  NextWord plain() {
    Stage<Several, Sequence> next = next(decoded(encoded(words())));
    return new NextWord(next, next);
  }

  /**
   * With each word the decoder looks at all English words again: at what the encoder made of them,
   * and at what they are (Luong et al. 2015; the words themselves: Nguyen and Chiang 2018).
   */
  NextWord attentive() {
    Stage<Several, Sequence> words = words();
    Recurred<Several, Sequence> encoded = encoded(words);
    Stage<Several, Sequence> values = concat(encoded.output(), words);
    Stage<Several, Sequence> decoded = decoded(encoded);
    Attended<Several, Sequence> seen =
        decoded.then(
            "attention", attention().over(values, encoded.output()).returnAttentionScores());
    Stage<Several, Sequence> both =
        concat(decoded, seen.output()).then("combined", dense(units).activation(Activation.TANH));
    return new NextWord(next(both), seen.scores());
  }

  private Stage<Several, Sequence> words() {
    return branch("translation", tokens(ANY).named("english").time("english_time"))
        .then("english_words", embedding(english.size(), WORD).maskZero())
        .then("english_dropout", dropout(DROPOUT));
  }

  private Recurred<Several, Sequence> encoded(Stage<Several, Sequence> words) {
    return words.then("encoder", bidirectional(gru(units / 2).returnSequences()).returnState());
  }

  private Stage<Several, Sequence> decoded(Recurred<Several, Sequence> encoded) {
    Stage<Several, Rank.Vector> first =
        concat(encoded.states()).then("first", dense(units).activation(Activation.TANH));
    return branch("translation", tokens(ANY).named("french").time("french_time"))
        .then("french_words", embedding(french.size(), WORD).maskZero())
        .then("french_dropout", dropout(DROPOUT))
        .then("decoder", gru(units).returnSequences().from(List.of(first)));
  }

  private Stage<Several, Sequence> next(Stage<Several, Sequence> decoded) {
    return decoded
        .then("last_dropout", dropout(DROPOUT))
        .then("words", dense(french.size()))
        .output("next", "");
  }

  /** Learns, two thirds of the epochs in large steps and the others in small ones. */
  Model learnt(NextWord stages, List<EnglishFrench.Pair> training, int epochs) {
    Dataset sentences = sentences(training);
    Trainer trainer = Trainer.of(stages.trained());
    Model large = fit(trainer, RATE, Math.max(1, epochs * 2 / 3), sentences);
    Model small = fit(Trainer.of(large), RATE / 2, Math.max(1, epochs / 3), sentences);
    return small.in(stages.asked());
  }

  private static Model fit(Trainer trainer, double rate, int epochs, Dataset sentences) {
    return trainer
        .loss(Losses.sparseCategoricalCrossentropy().ofLogits())
        .optimizer(Adam.adam().learningRate(rate))
        .batchSize(BATCH)
        .bucketed()
        .threads(1)
        .epochs(epochs)
        .seed(epochs)
        .fit(sentences)
        .model();
  }

  private Dataset sentences(List<EnglishFrench.Pair> training) {
    List<long[]> sources = new ArrayList<>();
    List<long[]> targets = new ArrayList<>();
    for (EnglishFrench.Pair pair : training) {
      long[] source = english.encode(pair.english());
      long[] target = french.encode(pair.french());
      if (source.length <= LONGEST && target.length <= LONGEST) {
        sources.add(source);
        targets.add(target);
      }
    }
    Forced forced = Forced.of(targets);
    return new Dataset(List.of(Forced.tensor(sources), forced.fed()), List.of(forced.next()));
  }
}

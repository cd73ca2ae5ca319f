package dev.hebb.gallery;

import static dev.hebb.graph.op.Activation.SOFTMAX;
import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.dropout;
import static dev.hebb.network.Layers.embedding;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.tokens;
import static dev.hebb.training.Adam.adam;
import static dev.hebb.training.Losses.sparseCategoricalCrossentropy;

import dev.hebb.graph.Tensor;
import dev.hebb.network.Layer;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Tokens;
import dev.hebb.text.TokenBatch;
import dev.hebb.text.Tokenizer;
import dev.hebb.training.Progress;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import dev.hebb.training.data.Dataset;
import java.util.ArrayList;
import java.util.List;

/**
 * A network that says a phoneme for each letter of a word.
 *
 * @param letters how it reads a word
 * @param phonemes what the places of its output stand for
 */
record PhonemeTagger(Tokenizer letters, List<String> phonemes, Trained trained) {
  /** Longer words are not trained on: rows are padded to the longest. */
  static final int LONGEST = 14;

  private static final int BATCH = 64;

  PhonemeTagger {
    phonemes = List.copyOf(phonemes);
  }

  /** Letters, a vector for each, what has been read around each, a phoneme for each. */
  static Network<Tokens, Sequence> declared(
      Layer<Sequence, Sequence> reading, int letters, int phonemes) {
    return network("tagging", tokens(ANY).named("letters"))
        .then(embedding(letters, 32).maskZero())
        .then(reading)
        .then(dropout(0.3))
        .then(dense(phonemes).activation(SOFTMAX))
        .output("phonemes", "")
        .build();
  }

  /** Trained on these words. */
  static PhonemeTagger of(
      List<Pronunciation> words, Layer<Sequence, Sequence> reading, int epochs, long seed) {
    List<Pronunciation> kept =
        words.stream().filter(word -> word.word().length() <= LONGEST).toList();
    Tokenizer letters = Tokenizer.characters().fit(kept.stream().map(Pronunciation::word).toList());
    List<String> phonemes =
        kept.stream().flatMap(word -> word.phonemes().stream()).distinct().sorted().toList();
    Trained trained =
        Trainer.of(declared(reading, letters.size(), phonemes.size()))
            .loss(sparseCategoricalCrossentropy())
            .optimizer(adam().learningRate(3e-3))
            .epochs(epochs)
            .batchSize(BATCH)
            .threads(1)
            .seed(seed)
            .progress(Progress.silent())
            .fit(dataset(kept, letters, phonemes));
    return new PhonemeTagger(letters, phonemes, trained);
  }

  // Where a row is padded its target says nothing.
  private static Dataset dataset(
      List<Pronunciation> words, Tokenizer letters, List<String> phonemes) {
    TokenBatch batch = letters.encode(words.stream().map(Pronunciation::word).toList());
    long[] targets = new long[batch.rows() * batch.time()];
    for (int row = 0; row < batch.rows(); row++) {
      List<String> right = words.get(row).phonemes();
      for (int i = 0; i < right.size(); i++) {
        targets[row * batch.time() + i] = phonemes.indexOf(right.get(i));
      }
    }
    return Dataset.of(tensor(batch), Tensor.of(targets, batch.rows(), batch.time()));
  }

  private static Tensor tensor(TokenBatch batch) {
    return Tensor.of(batch.values(), batch.rows(), batch.time());
  }

  /** What it says to these words, by the trainer: a phoneme for each letter. */
  List<List<String>> said(List<String> words) {
    TokenBatch batch = letters.encode(words);
    float[] chances = trained.predict(tensor(batch)).toFloats();
    List<List<String>> said = new ArrayList<>();
    for (int row = 0; row < batch.rows(); row++) {
      List<String> each = new ArrayList<>();
      for (int i = 0; i < words.get(row).length(); i++) {
        each.add(likeliest(chances, (row * batch.time() + i) * phonemes.size()));
      }
      said.add(each);
    }
    return said;
  }

  private String likeliest(float[] chances, int from) {
    int best = 0;
    for (int i = 1; i < phonemes.size(); i++) {
      best = chances[from + i] > chances[from + best] ? i : best;
    }
    return phonemes.get(best);
  }
}

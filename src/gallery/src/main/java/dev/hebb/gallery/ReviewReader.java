package dev.hebb.gallery;

import static dev.hebb.training.Adam.adam;
import static dev.hebb.training.Losses.binaryCrossentropy;

import dev.hebb.graph.Tensor;
import dev.hebb.text.TokenBatch;
import dev.hebb.text.Tokenizer;
import dev.hebb.text.Vocabulary;
import dev.hebb.training.Progress;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import dev.hebb.training.data.Dataset;
import dev.hebb.training.data.Example;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A network that says how likely a sentence praises.
 *
 * @param words how it reads a sentence
 */
record ReviewReader(Tokenizer words, Trained trained) {
  /**
   * Of longer sentences only so many words and signs are trained on: rows are padded to the
   * longest.
   */
  static final int LONGEST = 40;

  /** How often a word is read as an unknown one in training. */
  static final double UNREAD = 0.2;

  private static final int BATCH = 32;

  /** Trained on these sentences, whose words are its vocabulary. */
  static ReviewReader of(List<Review> sentences, Reading reading, long seed) {
    Tokenizer words = Tokenizer.words().lowerCase().fit(texts(sentences));
    Trained trained =
        Trainer.of(reading.network(words.size()))
            .loss(binaryCrossentropy())
            .optimizer(adam().learningRate(reading.learningRate))
            .epochs(reading.epochs)
            .batchSize(BATCH)
            .threads(1)
            .seed(seed)
            .progress(Progress.silent())
            .fit(dataset(sentences, words).map(ReviewReader::withUnknownWords));
    return new ReviewReader(words, trained);
  }

  /** Sentences as numbers, and whether they praise. */
  static Dataset dataset(List<Review> sentences, Tokenizer words) {
    float[] praises = new float[sentences.size()];
    for (int row = 0; row < praises.length; row++) {
      praises[row] = sentences.get(row).praises() ? 1 : 0;
    }
    return Dataset.of(
        tensor(words.encode(texts(sentences), LONGEST)), Tensor.of(praises, praises.length, 1));
  }

  // So that it learns what to make of words that it does not know, and to rely on no single one.
  private static Example withUnknownWords(Example example, RandomGenerator random) {
    long[] words = example.input().toLongs();
    for (int i = 0; i < words.length && words[i] != Vocabulary.PADDING; i++) {
      words[i] = random.nextDouble() < UNREAD ? Vocabulary.UNKNOWN : words[i];
    }
    return example.withInput(Tensor.of(words, words.length));
  }

  private static Tensor tensor(TokenBatch batch) {
    return Tensor.of(batch.values(), batch.rows(), batch.time());
  }

  static List<String> texts(List<Review> sentences) {
    return sentences.stream().map(Review::text).toList();
  }

  /** How likely each sentence praises, by the trainer; it reads all of it. */
  float[] praise(List<Review> sentences) {
    return trained.predict(tensor(words.encode(texts(sentences)))).toFloats();
  }
}

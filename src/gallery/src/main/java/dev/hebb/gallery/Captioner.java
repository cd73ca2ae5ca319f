package dev.hebb.gallery;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.activation;
import static dev.hebb.network.Layers.attention;
import static dev.hebb.network.Layers.batchNormalization;
import static dev.hebb.network.Layers.branch;
import static dev.hebb.network.Layers.concat;
import static dev.hebb.network.Layers.conv2d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.dropout;
import static dev.hebb.network.Layers.embedding;
import static dev.hebb.network.Layers.flatten;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.maxPool2d;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.reshape;
import static dev.hebb.network.Layers.tokens;

import dev.hebb.graph.op.Activation;
import dev.hebb.network.Attended;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Image;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Several;
import dev.hebb.network.Rank.Vector;
import dev.hebb.network.Stage;
import dev.hebb.text.Tokenizer;
import dev.hebb.text.Vocabulary;
import java.util.List;

/**
 * An eye that sees what is at 4 x 4 places of a picture, and a decoder that writes what the picture
 * is called, fed what it should have said before.
 *
 * @param words how names are cut and numbered
 * @param units of the decoder
 */
record Captioner(Tokenizer words, int units) {
  /** Places on each side of what the eye sees. */
  static final int PLACES = 4;

  private static final int FEATURES = 64; // of each place
  private static final int WORD = 64;
  private static final double DROPOUT = 0.2;

  /** With all words of these names. */
  static Captioner of(List<String> names, int units) {
    return new Captioner(
        Tokenizer.words().lowerCase().fit(names, Vocabulary.with().marks()), units);
  }

  /** {@code [batch, 32, 32, 3] -> [batch, 4, 4, 64]}. */
  static Network<Image, Image> eye() {
    Stage<Image, Image> seen = network("eye", image(Drawings.SIDE, Drawings.SIDE, 3));
    for (int filters = 32; filters <= 128; filters *= 2) {
      seen = convolved(seen, filters, 3).then(maxPool2d(2));
    }
    return convolved(seen, FEATURES, 1).build();
  }

  private static Stage<Image, Image> convolved(Stage<Image, Image> seen, int filters, int side) {
    return seen.then(conv2d(filters, side).same().noBias())
        .then(batchNormalization().momentum(0.95))
        .then(activation(Activation.RELU));
  }

  /** What the eye learns by first: which of so many things a picture shows. */
  static Network<Image, Vector> naming(int things) {
    return network("naming", image(Drawings.SIDE, Drawings.SIDE, 3))
        .then(eye())
        .then(flatten())
        .then(dropout(0.3))
        .then(dense(things))
        .build();
  }

  /** All that the decoder knows of the picture is its first states (Vinyals et al. 2015). */
  NextWord plain(boolean frozen) {
    Stage<Several, Sequence> next = next(decoded(seen(frozen)));
    return new NextWord(next, next);
  }

  /**
   * With each word the decoder looks at all places again (Xu et al. 2015).
   *
   * @param frozen whether the eye stays as it is
   */
  NextWord attentive(boolean frozen) {
    Stage<Several, Image> seen = seen(frozen);
    Stage<Several, Sequence> decoded = decoded(seen);
    Stage<Several, Sequence> places = seen.then("places", reshape(PLACES * PLACES, FEATURES));
    Attended<Several, Sequence> looked =
        decoded
            .then("query", dense(FEATURES))
            .then("attention", attention().over(places).returnAttentionScores());
    Stage<Several, Sequence> both =
        concat(decoded, looked.output()).then("combined", dense(units).activation(Activation.TANH));
    return new NextWord(next(both), looked.scores());
  }

  private static Stage<Several, Image> seen(boolean frozen) {
    Network<Image, Image> eye = frozen ? eye().frozen() : eye();
    return branch("captioning", image(Drawings.SIDE, Drawings.SIDE, 3).named("picture")).then(eye);
  }

  private Stage<Several, Sequence> decoded(Stage<Several, Image> seen) {
    Stage<Several, Vector> first =
        seen.then("all_places", flatten())
            .then("eye_dropout", dropout(DROPOUT))
            .then("first", dense(units).activation(Activation.TANH));
    return branch("captioning", tokens(ANY).named("caption").time("caption_time"))
        .then("word_vectors", embedding(words.size(), WORD).maskZero())
        .then("decoder", lstm(units).returnSequences().from(List.of(first, first)));
  }

  private Stage<Several, Sequence> next(Stage<Several, Sequence> decoded) {
    return decoded
        .then("last_dropout", dropout(DROPOUT))
        .then("words", dense(words.size()))
        .output("next", "");
  }
}

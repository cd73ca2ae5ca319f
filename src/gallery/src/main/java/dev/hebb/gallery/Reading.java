package dev.hebb.gallery;

import static dev.hebb.graph.op.Activation.SIGMOID;
import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.bidirectional;
import static dev.hebb.network.Layers.concat;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.dropout;
import static dev.hebb.network.Layers.embedding;
import static dev.hebb.network.Layers.globalAveragePool1d;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.tokens;

import dev.hebb.network.Layers;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Tokens;
import dev.hebb.network.Rank.Vector;
import dev.hebb.network.Stage;

/** Two ways to read a sentence, and how each is trained. */
enum Reading {
  /** Each word between those before and those behind it; and which words there are. */
  IN_ORDER(1e-3, 4) {
    @Override
    Network<Tokens, Vector> network(int words) {
      Stage<Tokens, Sequence> read = Reading.begun("sentiment", words).then(dropout(0.3));
      return concat(
              read.then(bidirectional(lstm(32).returnSequences())).then(globalAveragePool1d()),
              read.then(globalAveragePool1d()))
          .then(dropout(0.5))
          .then(dense(1).activation(SIGMOID))
          .output("praise", "")
          .build();
    }
  },

  /** Only which words there are, for comparison. */
  IN_NO_ORDER(2e-3, 9) {
    @Override
    Network<Tokens, Vector> network(int words) {
      return Reading.begun("bag-of-words", words)
          .then(globalAveragePool1d())
          .then(dense(1).activation(SIGMOID))
          .build();
    }
  };

  /** Adam's. */
  final double learningRate;

  final int epochs;

  Reading(double learningRate, int epochs) {
    this.learningRate = learningRate;
    this.epochs = epochs;
  }

  /** A network for a vocabulary of this size. */
  abstract Network<Tokens, Vector> network(int words);

  private static Stage<Tokens, Sequence> begun(String name, int words) {
    return Layers.network(name, tokens(ANY).named("words")).then(embedding(words, 32).maskZero());
  }
}

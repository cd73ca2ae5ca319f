package dev.hebb.gallery;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.gru;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.simpleRnn;

import dev.hebb.network.Network;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Vector;
import dev.hebb.network.layer.Recurrent;

/** The three recurrent cores of the course, each under one dense unit. */
enum RecurrentCore {
  RNN,
  LSTM,
  GRU;

  private Recurrent<Vector> layer(int units) {
    return switch (this) {
      case RNN -> simpleRnn(units);
      case LSTM -> lstm(units);
      case GRU -> gru(units);
    };
  }

  /** {@code [batch, time, features] -> [batch, 1]}. */
  Network<Sequence, Vector> declared(String name, int features, int units) {
    return network(name, sequence(ANY, features).named("steps"))
        .then(layer(units))
        .then(dense(1))
        .output("sum", "")
        .build();
  }
}

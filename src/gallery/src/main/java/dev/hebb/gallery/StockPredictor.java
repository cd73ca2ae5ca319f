package dev.hebb.gallery;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.conv1d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.dropout;
import static dev.hebb.network.Layers.gru;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.simpleRnn;
import static dev.hebb.network.Layers.standardScaler;

import dev.hebb.graph.op.Activation;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Several;
import dev.hebb.network.Rank.Vector;
import dev.hebb.network.Recurred;
import dev.hebb.network.Stage;
import java.util.List;
import java.util.function.Function;

/**
 * The three predictors of the course, layer by layer as written there. A scaler is put before and
 * its inverse behind, so that they are fed and give the unit of the data.
 *
 * @param title what the course calls it
 * @param layers what stands between scaler and inverse
 */
record StockPredictor(
    String name,
    String title,
    Function<Stage<Sequence, Sequence>, Stage<Sequence, Vector>> layers) {

  /** SimpleRNN(2) on every step, SimpleRNN(1), Dense(1). */
  static final StockPredictor RNN =
      new StockPredictor(
          "stock-rnn",
          "Vanilla RNN",
          input ->
              input
                  .then(simpleRnn(2).returnSequences())
                  .then(dropout(0.3))
                  .then(simpleRnn(1))
                  .then(dense(1)));

  /** LSTM(20) on every step, LSTM(10), Dense(1). */
  static final StockPredictor LSTM =
      new StockPredictor(
          "stock-lstm",
          "LSTM",
          input ->
              input
                  .then(lstm(20).returnSequences())
                  .then(dropout(0.2))
                  .then(lstm(10))
                  .then(dropout(0.2))
                  .then(dense(1)));

  /** Conv1D(20, 4) with stride 2, GRU(2) with relu, Dense(1). */
  static final StockPredictor CONV_GRU =
      new StockPredictor(
          "stock-conv-gru",
          "Conv1D and GRU",
          input ->
              input
                  .then(conv1d(20, 4).stride(2))
                  .then(gru(2).activation(Activation.RELU))
                  .then(dropout(0.2))
                  .then(dense(1)));

  /** For daily returns in per cent: what is trained. */
  Network<Sequence, Vector> returns() {
    return declare(name + "-returns", "returns", "%");
  }

  /**
   * The returns' forecaster with closes going in: what is exported. Out come the next close and the
   * return that leads to it.
   */
  Network<Sequence, Several> closes() {
    Recurred<Sequence, Vector> next =
        network(name, sequence(ANY, 1).named("closes").unit("points"))
            .then(new OnReturns(returns()));
    return Network.of(
        List.of(
            next.output().output("forecast", "points"),
            next.states().get(0).output("return", "%")));
  }

  /** For closes that are only scaled: what goes wrong. */
  Network<Sequence, Vector> scaledCloses() {
    return declare(name + "-scaled", "closes", "points");
  }

  private Network<Sequence, Vector> declare(String network, String series, String unit) {
    return layers
        .apply(
            network(network, sequence(ANY, 1).named(series).unit(unit))
                .then(standardScaler("scaler")))
        .then(standardScaler("scaler").inverse())
        .output("forecast", unit)
        .build();
  }
}

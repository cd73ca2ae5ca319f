package dev.hebb.onnx;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.add;
import static dev.hebb.network.Layers.asSequence;
import static dev.hebb.network.Layers.batchNormalization;
import static dev.hebb.network.Layers.conv1d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.dropout;
import static dev.hebb.network.Layers.embedding;
import static dev.hebb.network.Layers.flatten;
import static dev.hebb.network.Layers.frames;
import static dev.hebb.network.Layers.gru;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.layerNormalization;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.simpleRnn;
import static dev.hebb.network.Layers.standardScaler;
import static dev.hebb.network.Layers.timeDistributed;
import static dev.hebb.network.Layers.tokens;

import dev.hebb.graph.GraphSource;
import dev.hebb.graph.op.Activation;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Stage;
import java.util.LinkedHashMap;
import java.util.Map;

/** Causal networks of each kind. */
final class StreamNetworks {
  private StreamNetworks() {}

  /** LSTM 20, LSTM 10, dense, as the course has it. */
  static GraphSource deck() {
    return network("stock", sequence(ANY, 1).named("returns").unit("%"))
        .then(lstm(20).returnSequences())
        .then(dropout(0.2))
        .then(lstm(10))
        .then(dropout(0.2))
        .then(dense(1))
        .output("forecast", "%")
        .build();
  }

  static Map<String, GraphSource> all() {
    Map<String, GraphSource> all = new LinkedHashMap<>();
    Stage<Sequence, Sequence> x = network("n", sequence(ANY, 3));
    all.put("simpleRnn", x.then(simpleRnn(4)).build());
    all.put("simpleRnn, every step", x.then(simpleRnn(4).returnSequences()).build());
    all.put("lstm", x.then(lstm(4)).build());
    all.put("lstm, every step", x.then(lstm(4).noBias().returnSequences()).build());
    all.put("gru, reset after", x.then(gru(4).returnSequences()).build());
    all.put("gru, reset before", x.then(gru(4).resetAfter(false).returnSequences()).build());
    all.put("gru with relu", x.then(gru(2).activation(Activation.RELU)).build());
    all.put("the course's LSTM", deck());
    all.put(
        "three on one another",
        x.then(simpleRnn(5).returnSequences())
            .then(gru(4).returnSequences())
            .then(lstm(3).returnSequences())
            .then(dense(2))
            .build());
    all.put(
        "causal convolutions and gru",
        x.then(conv1d(6, 3).causal().activation(Activation.RELU))
            .then(conv1d(5, 2).dilation(4).causal())
            .then(gru(3))
            .then(dense(1))
            .build());
    all.put(
        "dense after sequences",
        x.then(lstm(4).returnSequences())
            .then(dense(5).activation(Activation.TANH))
            .then(layerNormalization())
            .then(dense(2).activation(Activation.SOFTMAX))
            .build());
    all.put(
        "time distributed",
        network("n", frames(ANY, image(4, 3, 2)))
            .then(timeDistributed(flatten()))
            .then(timeDistributed(dense(4).activation(Activation.RELU)))
            .then(asSequence())
            .then(gru(3))
            .build());
    all.put(
        "scaler and its inverse",
        x.then(standardScaler("scaler"))
            .then(lstm(4))
            .then(dense(1))
            .then(standardScaler("scaler").inverse(1))
            .build());
    Stage<Sequence, Sequence> wide = x.then(dense(4));
    all.put(
        "residual",
        add(wide, wide.then(conv1d(4, 3).causal()).then(batchNormalization().epsilon(1.5)))
            .then(gru(4).returnSequences())
            .build());
    all.put("words", network("n", tokens(ANY)).then(embedding(9, 4)).then(lstm(3)).build());
    all.put("a fixed time", network("n", sequence(30, 3)).then(lstm(4)).then(dense(2)).build());
    all.put("no memory at all", x.then(dense(4).activation(Activation.SIGMOID)).build());
    return all;
  }
}

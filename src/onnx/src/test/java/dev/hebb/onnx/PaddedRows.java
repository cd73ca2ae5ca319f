package dev.hebb.onnx;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.add;
import static dev.hebb.network.Layers.additiveAttention;
import static dev.hebb.network.Layers.attention;
import static dev.hebb.network.Layers.averagePool1d;
import static dev.hebb.network.Layers.bidirectional;
import static dev.hebb.network.Layers.conv1d;
import static dev.hebb.network.Layers.conv1dTranspose;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.dot;
import static dev.hebb.network.Layers.embedding;
import static dev.hebb.network.Layers.flatten;
import static dev.hebb.network.Layers.frames;
import static dev.hebb.network.Layers.globalAveragePool1d;
import static dev.hebb.network.Layers.globalMaxPool1d;
import static dev.hebb.network.Layers.gru;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.layerNormalization;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.masking;
import static dev.hebb.network.Layers.maxPool1d;
import static dev.hebb.network.Layers.multiHeadAttention;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.simpleRnn;
import static dev.hebb.network.Layers.softmax;
import static dev.hebb.network.Layers.timeDistributed;
import static dev.hebb.network.Layers.tokens;
import static dev.hebb.network.Layers.zeroPadding1d;

import dev.hebb.graph.GraphSource;
import dev.hebb.graph.op.Activation;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Tokens;
import dev.hebb.network.Rank.Vector;
import dev.hebb.network.Recurred;
import dev.hebb.network.Stage;
import dev.hebb.network.layer.Attends;
import dev.hebb.network.layer.Recurrent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Networks whose rows are padded: each layer that looks at more than one step. */
final class PaddedRows {
  private final Map<String, GraphSource> rows = new LinkedHashMap<>();

  private PaddedRows() {}

  static Map<String, GraphSource> all() {
    PaddedRows table = new PaddedRows();
    table.recurrences();
    table.neighbours();
    table.whole();
    table.words();
    table.attends();
    table.rows.putAll(CellRows.all(true));
    table.rows.putAll(PaddedParts.all());
    return table.rows;
  }

  private static Stage<Sequence, Sequence> begun() {
    return network("n", sequence(ANY, 3).withLengths());
  }

  private void recurrences() {
    both("rnn", simpleRnn(3), simpleRnn(3).returnSequences());
    both("lstm", lstm(3), lstm(3).returnSequences());
    both(
        "lstm of another activation",
        lstm(3).activation(Activation.RELU),
        lstm(3).activation(Activation.RELU).returnSequences());
    both("gru", gru(3), gru(3).returnSequences());
    both("gru backwards", gru(3).goBackwards(), gru(3).returnSequences());
    both("lstm backwards", lstm(3).goBackwards().noBias(), lstm(3).noBias().returnSequences());
    rows.put(
        "padded, both directions",
        begun()
            .then(bidirectional(lstm(3).returnSequences()))
            .then(bidirectional(gru(2).returnSequences()).sum())
            .then(bidirectional(simpleRnn(2)).ave())
            .build());
  }

  private void both(String name, Recurrent<Vector> last, Recurrent<Sequence> steps) {
    rows.put("padded " + name, begun().then(last).build());
    var out = begun().then(steps.returnState());
    List<Stage<Sequence, ?>> all = new ArrayList<>(List.of(out.output().output("steps", "")));
    for (int i = 0; i < out.states().size(); i++) {
      all.add(out.states().get(i).output("state" + i, ""));
    }
    rows.put("padded " + name + ", steps and states", Network.of(all));
  }

  private void neighbours() {
    rows.put("padded conv", begun().then(conv1d(4, 3)).then(gru(2)).build());
    rows.put("padded conv same", begun().then(conv1d(4, 4).same()).then(gru(2)).build());
    rows.put("padded conv causal", begun().then(conv1d(4, 3).causal()).then(gru(2)).build());
    rows.put(
        "padded conv strided",
        begun().then(conv1d(4, 3).stride(2)).then(conv1d(2, 2)).then(globalMaxPool1d()).build());
    rows.put(
        "padded conv transposed",
        begun().then(conv1dTranspose(4, 3).stride(2)).then(lstm(2)).build());
    rows.put("padded zeros", begun().then(zeroPadding1d(2, 1)).then(lstm(2)).build());
    rows.put("padded max pool", begun().then(maxPool1d(2)).then(lstm(2)).build());
    rows.put(
        "padded max pool same", begun().then(maxPool1d(3).stride(1).same()).then(lstm(2)).build());
    rows.put("padded average pool", begun().then(averagePool1d(2)).then(lstm(2)).build());
  }

  private void whole() {
    rows.put("padded average", begun().then(dense(4)).then(globalAveragePool1d()).build());
    rows.put("padded maximum", begun().then(dense(4)).then(globalMaxPool1d()).build());
    rows.put(
        "padded mean after conv",
        begun().then(conv1d(4, 3)).then(layerNormalization()).then(globalAveragePool1d()).build());
    var x = begun();
    var shares = x.then(dense(1)).then(softmax().axes(1));
    rows.put("padded, weighed", dot(shares, x, 1, 1).then(dense(2)).then(flatten()).build());
    rows.put(
        "padded, twice the way", add(x.then(dense(4)), x.then(dense(4))).then(lstm(2)).build());
    rows.put(
        "padded frames",
        network("n", frames(ANY, image(4, 3, 2)).withLengths())
            .then(timeDistributed(flatten()))
            .then(timeDistributed(dense(4)))
            .then(dev.hebb.network.Layers.asSequence())
            .then(gru(2))
            .build());
    rows.put(
        "padded steps, one by one",
        begun()
            .then(timeDistributed(dense(4)))
            .then(dev.hebb.network.Layers.asSequence())
            .then(gru(2))
            .build());
    rows.put(
        "padded by a number",
        network("n", sequence(ANY, 2)).then(masking(0)).then(lstm(2)).build());
  }

  private void attends() {
    for (Attends layer :
        List.of(
            attention().useScale(),
            attention().concat(),
            additiveAttention(),
            multiHeadAttention(2, 3))) {
      var x = begun();
      var last = x.then(gru(3));
      rows.put("padded " + layer.declaration(), x.then(layer).build());
      rows.put(
          "padded " + layer.declaration() + " of a vector",
          last.then(layer.over(x.then(dense(3)))).build());
    }
    for (Attends layer :
        List.of(attention().useCausalMask(), multiHeadAttention(2, 3).useCausalMask())) {
      rows.put("padded " + layer.declaration(), begun().then(layer).then(lstm(2)).build());
    }
    rows.put(
        "padded attention to a convolution's steps",
        begun().then(gru(3)).then(attention().over(begun().then(conv1d(3, 3)))).build());
    Recurred<Sequence, Sequence> encoded = begun().then(lstm(3).returnSequences().returnState());
    rows.put(
        "padded, from states of the same rows",
        encoded.output().then(lstm(3).goBackwards().from(encoded.states())).build());
  }

  private void words() {
    rows.put(
        "padded words",
        network("n", tokens(ANY)).then(embedding(9, 4).maskZero()).then(lstm(3)).build());
    Network<Tokens, Vector> inner =
        network("inner", tokens(ANY)).then(embedding(9, 4).maskZero()).then(lstm(3)).build();
    rows.put(
        "padded words in a part", network("n", tokens(ANY)).then(inner).then(dense(2)).build());
    Network<Sequence, Vector> part = begun().then(gru(3)).build();
    rows.put(
        "padded rows in a part",
        network("outer", sequence(ANY, 3).named("x").withLengths())
            .then(dense(3))
            .then(part)
            .build());
  }
}

package dev.hebb.onnx;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.add;
import static dev.hebb.network.Layers.batchNormalization;
import static dev.hebb.network.Layers.bidirectional;
import static dev.hebb.network.Layers.branch;
import static dev.hebb.network.Layers.concat;
import static dev.hebb.network.Layers.conv1d;
import static dev.hebb.network.Layers.conv1dTranspose;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.dot;
import static dev.hebb.network.Layers.embedding;
import static dev.hebb.network.Layers.globalAveragePool1d;
import static dev.hebb.network.Layers.globalMaxPool1d;
import static dev.hebb.network.Layers.gru;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.masking;
import static dev.hebb.network.Layers.maxPool1d;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.simpleRnn;
import static dev.hebb.network.Layers.softmax;
import static dev.hebb.network.Layers.tokens;
import static dev.hebb.network.Layers.zeroPadding1d;

import dev.hebb.graph.GraphSource;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Several;
import dev.hebb.network.Rank.Tokens;
import dev.hebb.network.Rank.Vector;
import dev.hebb.network.Stage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Networks of several parts, inputs and branches whose rows are padded. */
final class PaddedParts {
  private final Map<String, GraphSource> rows = new LinkedHashMap<>();

  private PaddedParts() {}

  static Map<String, GraphSource> all() {
    PaddedParts table = new PaddedParts();
    table.parts();
    table.twice();
    table.inputs();
    table.words();
    return table.rows;
  }

  private static Stage<Sequence, Sequence> begun() {
    return network("n", sequence(ANY, 3).withLengths());
  }

  // A part that was declared without a word about padding.
  private void parts() {
    Stage<Sequence, Sequence> plain = network("part", sequence(ANY, 3));
    Network<Sequence, Sequence> neighbours =
        plain.then(conv1d(3, 4).same()).then(maxPool1d(3).stride(1).same()).build();
    rows.put("padded, part with neighbours", begun().then(neighbours).then(gru(2)).build());
    Network<Sequence, Sequence> grown =
        plain.then(zeroPadding1d(1, 2)).then(conv1dTranspose(3, 3).stride(2)).build();
    rows.put("padded, part that grows", begun().then(grown).then(lstm(2)).build());
    Network<Sequence, Vector> recurrent =
        plain
            .then(simpleRnn(3).returnSequences())
            .then(gru(3).resetAfter(false).returnSequences())
            .then(bidirectional(lstm(2)))
            .build();
    rows.put("padded, part that remembers", begun().then(dense(3)).then(recurrent).build());
    Network<Sequence, Vector> mean = plain.then(dense(2)).then(globalAveragePool1d()).build();
    rows.put("padded, part that takes the mean", begun().then(conv1d(3, 2)).then(mean).build());
    Stage<Sequence, Sequence> x = plain.then(dense(3));
    Network<Sequence, Sequence> attentive =
        dot(dot(x, plain, 2, 2).then(softmax()), plain, 2, 1).build();
    rows.put("padded, part that attends", begun().then(attentive).then(gru(2)).build());
    Network<Sequence, Sequence> frozen =
        plain.then(conv1d(4, 3).same()).then(batchNormalization()).build().frozen();
    rows.put("padded, frozen part", begun().then(frozen).then(lstm(2)).build());
  }

  private void twice() {
    Network<Sequence, Sequence> each =
        network("each", sequence(ANY, 3).withLengths())
            .then(conv1d(3, 3).same())
            .then(gru(3).returnSequences())
            .build();
    rows.put("padded, part twice in a row", begun().then(each).then(each).then(lstm(2)).build());
    Stage<Sequence, Sequence> x = begun();
    rows.put(
        "padded, part in two branches",
        add(x.then(each), x.then(dense(3)).then(each)).then(globalMaxPool1d()).build());
    Network<Sequence, Vector> within =
        network("within", each.input()).then(each).then(globalAveragePool1d()).build();
    rows.put("padded, part in a part", begun().then(conv1d(3, 2)).then(within).build());
    rows.put(
        "padded, begun where another ends", network("next", each.output()).then(lstm(2)).build());
  }

  private static Stage<Several, Sequence> input(String name, int features) {
    return branch("n", sequence(ANY, features).named(name).withLengths());
  }

  private void inputs() {
    Stage<Several, Sequence> a = input("a", 3);
    Stage<Several, Sequence> b = input("b", 2).then(dense(3));
    rows.put("padded inputs, added", add(a, b).then(gru(2)).build());
    rows.put("padded inputs, the other way round", add(b, a).then(gru(2)).build());
    rows.put(
        "padded inputs, side by side", concat(b, a).then(conv1d(2, 3).same()).then(gru(2)).build());
    rows.put("padded inputs, convolved first", added(a.then(conv1d(3, 2)), b.then(conv1d(3, 2))));
    rows.put("padded inputs, multiplied along time", dot(a, b, 1, 1).then(dense(2)).build());
    rows.put(
        "padded inputs, each by itself",
        concat(a.then(lstm(2)), concat(b.then(gru(2)), a.then(globalMaxPool1d()))).build());
    rows.put(
        "padded inputs, one that attends",
        dot(dot(b, a, 2, 2).then(softmax()), a, 2, 1).then(gru(2)).build());
    Network<Several, Vector> both = concat(a.then(gru(2)), b.then(gru(2))).then(dense(2)).build();
    rows.put(
        "padded inputs of a part",
        both.on(List.of(input("y", 3).then(dense(3)), input("z", 2))).then(dense(2)).build());
  }

  private static GraphSource added(Stage<Several, Sequence> a, Stage<Several, Sequence> b) {
    return add(a, b).then(globalAveragePool1d()).build();
  }

  private void words() {
    Stage<Tokens, Tokens> x = network("n", tokens(ANY));
    rows.put(
        "padded words, two tables",
        concat(x.then(embedding(9, 4).maskZero()), x.then(embedding(9, 2).maskZero()))
            .then(lstm(3))
            .build());
    Stage<Several, Sequence> words =
        branch("n", tokens(ANY).named("words")).then(embedding(9, 4).maskZero());
    Stage<Several, Sequence> tags =
        branch("n", tokens(ANY).named("tags")).then(embedding(5, 2).maskZero());
    rows.put(
        "padded words and tags",
        concat(words, tags).then(bidirectional(gru(3).returnSequences())).then(dense(2)).build());
    rows.put(
        "padded by a number, twice",
        network("n", sequence(ANY, 2))
            .then(masking(0))
            .then(conv1d(2, 3).same())
            .then(conv1d(2, 2))
            .then(globalMaxPool1d())
            .build());
  }
}
